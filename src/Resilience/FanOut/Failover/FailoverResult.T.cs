namespace Resilience;

/// <summary>What has come of a request to a failover chain.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="Outcome">The outcome of the provider that was asked last.</param>
/// <param name="Provider">Its name; null if none was asked.</param>
/// <param name="IsFallback">Whether it is not the first of the chain.</param>
/// <param name="Limitation">What cannot be done with it, for the application's users; null if nothing is missing.</param>
/// <param name="Failed">Those that were asked in vain before, in order.</param>
public readonly record struct FailoverResult<T>(
    Outcome<T> Outcome, string? Provider, bool IsFallback, string? Limitation, IReadOnlyList<FailoverAttempt> Failed);
