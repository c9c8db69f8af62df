namespace Resilience;

/// <summary>What has come of a request to a load balancer.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="Outcome">The outcome of the replica that was asked last.</param>
/// <param name="Replica">Its name.</param>
/// <param name="Attempts">How many were asked.</param>
public readonly record struct BalancedResult<T>(Outcome<T> Outcome, string Replica, int Attempts);
