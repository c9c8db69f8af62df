namespace Resilience.Risks;

/// <summary>A mitigation under its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="MitigateAsync">What it does.</param>
/// <param name="Timeout">How long it may take; null for what the registry says.</param>
internal sealed record RegisteredMitigation<TContext>(
    string Name,
    Func<MitigationArguments<TContext>, CancellationToken, ValueTask<MitigationResult<TContext>>> MitigateAsync,
    TimeSpan? Timeout);
