namespace Resilience.Risks;

/// <summary>What became of a call of users' code.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Value">What it returned; the default if it did not.</param>
/// <param name="Exception">What it threw, or that it took too long; null if it returned.</param>
/// <param name="Duration">How long it took, or was waited for.</param>
internal readonly record struct GuardedCall<T>(CallEnd End, T? Value, Exception? Exception, TimeSpan Duration);
