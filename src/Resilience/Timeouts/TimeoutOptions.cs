namespace Resilience;

/// <summary>Options of a timeout.</summary>
public sealed class TimeoutOptions
{
    /// <summary>The name in messages, events and metrics. The default is "timeout".</summary>
    public string Name { get; set; } = "timeout";

    /// <summary>How long everything inside may take: from 1 ms to 49 days. The default is 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Decides the time call by call, instead of <see cref="Timeout"/>; zero, negative or infinite means no limit. Called when an attempt
    /// enters; must be fast. An exception thrown here ends the attempt as its failure. By default the time is fixed.
    /// </summary>
    public Func<TimeoutGeneratorArguments, TimeSpan>? TimeoutGenerator { get; set; }

    /// <summary>
    /// Whether to return at the deadline even if the callback ignores its token. The default is false: a callback that does not react is
    /// waited for, and a success that arrives late all the same is returned. When true, the callback runs on the thread pool; at the
    /// deadline, or when the caller cancels, it is left behind: its late failure is observed and its late result disposed of.
    /// </summary>
    public bool Abandon { get; set; }

    /// <summary>
    /// Told when the deadline has passed, before any strategy outside decides. It is awaited, within the deadline outside of this one; an
    /// exception thrown here is reported and goes no further.
    /// </summary>
    public Func<TimeoutArguments, ValueTask>? OnTimeout { get; set; }
}
