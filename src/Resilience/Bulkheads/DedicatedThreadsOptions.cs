namespace Resilience;

/// <summary>Options of dedicated threads. The defaults are one thread for each processor, and 100 calls that may wait.</summary>
public sealed class DedicatedThreadsOptions
{
    /// <summary>The name in messages, rejections and of the threads. The default is "dedicated threads".</summary>
    public string Name { get; set; } = "dedicated threads";

    /// <summary>
    /// How many threads there are at most, each started when it is first needed: from 1 to 1,000. The default is the number of processors.
    /// </summary>
    public int Threads { get; set; } = Math.Min(Environment.ProcessorCount, DedicatedThreads.Most);

    /// <summary>How many calls may wait for a thread: from 0 to 1,000,000. The default is 100.</summary>
    public int QueueLimit { get; set; } = 100;

    /// <summary>How long a call may wait for a thread: from 1 ms to 49 days. The default is 30 seconds.</summary>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How important a call in a pipeline is; asked only when no thread is free. Must be fast; what it throws ends the attempt as its
    /// failure. By default every call is <see cref="BulkheadPriority.Normal"/>.
    /// </summary>
    public Func<ResilienceContext, BulkheadPriority>? Priority { get; set; }

    /// <summary>
    /// Whether disposal ends the calls that wait and cancels those that run, rather than letting all of them finish. The default is false.
    /// </summary>
    public bool CancelOnDispose { get; set; }
}
