namespace Resilience;

/// <summary>How the delay of a <see cref="Backoff"/> grows from one retry to the next, before ceiling and jitter.</summary>
public enum BackoffShape
{
    /// <summary>The base delay before every retry.</summary>
    Constant,

    /// <summary>The base delay times the number of the retry: 1, 2, 3, 4, …</summary>
    Linear,

    /// <summary>The base delay times a power of the multiplier; with a multiplier of two: 1, 2, 4, 8, …</summary>
    Exponential,

    /// <summary>The base delay times a Fibonacci number: 1, 1, 2, 3, 5, 8, … (grows by 1.62 in the long run).</summary>
    Fibonacci,
}
