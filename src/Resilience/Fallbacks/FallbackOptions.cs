namespace Resilience;

/// <summary>Options of a fallback for calls without result.</summary>
public sealed class FallbackOptions : FallbackOptionsBase
{
    /// <summary>
    /// What to do instead; required. Its token is cancelled by the caller and by deadlines outside of the fallback. An exception thrown
    /// here becomes the outcome.
    /// </summary>
    public Func<FallbackArguments<Unit>, CancellationToken, ValueTask>? Action { get; set; }

    /// <summary>Told before <see cref="Action"/> runs. It is awaited; an exception thrown here is reported and goes no further.</summary>
    public Func<FallbackArguments<Unit>, ValueTask>? OnFallback { get; set; }
}
