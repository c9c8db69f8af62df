namespace Resilience;

/// <summary>One of several things that chaos may inject.</summary>
/// <typeparam name="T">What is injected: an exception or an outcome.</typeparam>
/// <param name="Make">Makes it, anew for each injection; null injects nothing.</param>
/// <param name="Weight">
/// How often it is chosen in relation to the others: from 0, which is never, to a million. Not all may be 0. The default is 1.
/// </param>
public sealed record ChaosChoice<T>(Func<T?> Make, double Weight = 1);
