using Resilience.Testing.Checks;

namespace Resilience.Testing;

/// <summary>What every checkpoint store does, seen from outside: checks that run in any test framework, or in none.</summary>
public static class CheckpointStoreConformance
{
    /// <summary>All checks. Their names differ; each can run alone, and in any order.</summary>
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        .. RecordChecks.All,
        .. DraftChecks.All,
        .. ChainChecks.All,
        .. OwnershipChecks.All,
        .. TakeOverChecks.All,
        .. ConcurrencyChecks.All,
        .. CancellationChecks.All,
        .. RunChecks.All,
        .. ListChecks.All,
        .. NameChecks.All,
        .. DeletionChecks.All,
        .. RetentionChecks.All,
        .. KeyChecks.All,
        .. TransactionChecks.All,
        .. ReopeningChecks.All,
        .. DamageChecks.All,
    ];

    /// <summary>Runs one check: for test frameworks that pass names around more easily than objects.</summary>
    /// <param name="check">The name of the check.</param>
    /// <param name="fixture">Makes the stores.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the store has passed.</returns>
    /// <exception cref="ArgumentException">There is no check of this name.</exception>
    /// <exception cref="ConformanceException">The store did something else than is expected.</exception>
    /// <exception cref="InvalidOperationException">The check does not apply to the store.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static Task RunAsync(string check, CheckpointStoreFixture fixture, CancellationToken cancellationToken = default)
    {
        ConformanceCheck found = Checks.FirstOrDefault(it => it.Name == check)
            ?? throw new ArgumentException($"There is no check of the name {check}.", nameof(check));
        return found.RunAsync(fixture, cancellationToken);
    }

    /// <summary>Runs all checks, one after the other. A check that fails does not keep the others from running.</summary>
    /// <param name="fixture">Makes the stores.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of each check.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<ConformanceReport> RunAllAsync(CheckpointStoreFixture fixture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        var results = new List<ConformanceResult>(Checks.Count);
        foreach (ConformanceCheck check in Checks)
            results.Add(await ResultOfAsync(check, fixture, cancellationToken));
        return new ConformanceReport(results);
    }

    private static async Task<ConformanceResult> ResultOfAsync(
        ConformanceCheck check, CheckpointStoreFixture fixture, CancellationToken cancellationToken)
    {
        if (check.ReasonToSkip(fixture.Capabilities) is { } reason)
            return new(check, ConformanceOutcome.Skipped, reason);
        try
        {
            await check.RunAsync(fixture, cancellationToken);
            return new(check, ConformanceOutcome.Passed);
        }
        catch (ConformanceException error)
        {
            return new(check, ConformanceOutcome.Failed, error.Message, error);
        }
    }
}
