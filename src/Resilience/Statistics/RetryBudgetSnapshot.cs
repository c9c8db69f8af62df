namespace Resilience;

/// <summary>What a <see cref="RetryBudget"/> has counted, at one moment.</summary>
/// <param name="Calls">The calls in the window.</param>
/// <param name="Granted">The retries granted in the window, and in the part of a bucket before it.</param>
/// <param name="Refused">The retries refused in the window, and in the part of a bucket before it.</param>
/// <param name="Limit">The retries that the calls in the window allow.</param>
/// <param name="TotalCalls">All calls since the budget was created.</param>
/// <param name="TotalGranted">All retries granted since the budget was created.</param>
/// <param name="TotalRefused">All retries refused since the budget was created.</param>
public readonly record struct RetryBudgetSnapshot(
    long Calls, long Granted, long Refused, long Limit, long TotalCalls, long TotalGranted, long TotalRefused);
