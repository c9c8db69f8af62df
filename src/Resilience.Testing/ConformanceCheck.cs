using Resilience.Testing.Checks;

namespace Resilience.Testing;

/// <summary>One thing that a store is expected to do.</summary>
public sealed class ConformanceCheck
{
    private readonly Func<CheckContext, Task> _body;

    internal ConformanceCheck(string name, StoreCapabilities requires, StoreCapabilities excludes, Func<CheckContext, Task> body)
    {
        Name = name;
        Requires = requires;
        Excludes = excludes;
        _body = body;
    }

    /// <summary>Its name: a sentence with underscores between the words.</summary>
    public string Name { get; }

    /// <summary>What a store has to be capable of for the check to apply; often <see cref="StoreCapabilities.None"/>.</summary>
    public StoreCapabilities Requires { get; }

    /// <summary>
    /// What a store must not be capable of: the check is that the store refuses what it cannot do. Almost always
    /// <see cref="StoreCapabilities.None"/>.
    /// </summary>
    public StoreCapabilities Excludes { get; }

    /// <summary>Says why the check does not apply to a store.</summary>
    /// <param name="capabilities">What the store is capable of.</param>
    /// <returns>The reason, in words; null if the check applies.</returns>
    public string? ReasonToSkip(StoreCapabilities capabilities) => (Requires & ~capabilities, Excludes & capabilities) switch
    {
        (not StoreCapabilities.None and var missing, _) => $"The fixture does not claim {missing}.",
        (_, not StoreCapabilities.None and var present) => $"The fixture claims {present}; this is for stores without.",
        _ => null,
    };

    /// <summary>Runs the check.</summary>
    /// <param name="fixture">Makes the stores.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the store has passed.</returns>
    /// <exception cref="ConformanceException">
    /// The store did something else than is expected, threw what it should not, or took longer than
    /// <see cref="CheckpointStoreFixture.TimeLimit"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The check does not apply, see <see cref="ReasonToSkip"/>.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task RunAsync(CheckpointStoreFixture fixture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        if (ReasonToSkip(fixture.Capabilities) is { } reason)
            throw new InvalidOperationException($"The check {Name} does not apply. {reason}");
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken token = given.Token;

        // On another thread, so that a store that blocks for ever is noticed too.
        Task check = Task.Run(() => BodyAsync(fixture, token), token);
        try
        {
            await check.WaitAsync(fixture.TimeLimit, cancellationToken);
        }
        catch (TimeoutException) when (!check.IsCompleted)
        {
            await given.CancelAsync();
            throw new ConformanceException(Name, $"an end within {fixture.TimeLimit}", "that the check still runs");
        }
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private async Task BodyAsync(CheckpointStoreFixture fixture, CancellationToken token)
    {
        try
        {
            await _body(await CheckContext.BeginAsync(Name, fixture, token));
        }
        catch (Exception error) when (error is not ConformanceException && !token.IsCancellationRequested)
        {
            throw new ConformanceException(Name, "no exception", $"{error.GetType().Name}: {error.Message.TrimEnd('.')}", error);
        }
    }
}
