namespace Resilience;

/// <summary>Options of a retry.</summary>
public sealed class RetryOptions : RetryOptionsBase;
