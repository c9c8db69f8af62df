namespace Resilience;

/// <summary>Options of a retry in a typed pipeline.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class RetryOptions<T> : RetryOptionsBase
{
    /// <summary>
    /// Whether a result is a reason to try again. The result of an attempt that is followed by another is disposed of, if it can be; the
    /// last one reaches the caller. An exception thrown here becomes the outcome. By default no result is.
    /// </summary>
    public Func<T, bool>? HandleResult { get; set; }
}
