using Resilience.Faults;

namespace Resilience.Bulkheads;

/// <summary>Synchronous callers, when nobody of the thread pool is free to wake them.</summary>
[Collection(nameof(OneAtATime))]
public sealed class StarvedPoolTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _letGo = new();
    private readonly CountdownEvent _blocked;
    private readonly int _workers;
    private readonly int _ports;

    public StarvedPoolTests()
    {
        ThreadPool.GetMaxThreads(out _workers, out _ports);
        ThreadPool.GetMinThreads(out int few, out _);
        ThreadPool.SetMaxThreads(few, _ports).Should().BeTrue();
        // This test may itself be on one of the pool's threads.
        int others = Thread.CurrentThread.IsThreadPoolThread ? few - 1 : few;
        _blocked = new CountdownEvent(others);
        for (int i = 0; i < others; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    _blocked.Signal();
                    _letGo.Wait();
                },
                null);
        }
    }

    public void Dispose()
    {
        _letGo.Set();
        ThreadPool.SetMaxThreads(_workers, _ports);
    }

    [Fact]
    public void A_call_that_waits_in_a_pipeline_is_woken()
    {
        Starve();
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        bulkhead.TryEnter(out BulkheadPermit permit);
        int result = 0;
        var thread = new Thread(() => result = pipeline.Execute(static _ => 7));
        thread.Start();
        SpinWait.SpinUntil(() => bulkhead.Snapshot().Queued == 1, _patience);
        permit.Dispose();
        thread.Join(_patience).Should().BeTrue();
        result.Should().Be(7);
    }

    [Fact]
    public void Work_on_dedicated_threads_begins_and_ends()
    {
        Starve();
        using var work = new Holding();
        using var threads = new DedicatedThreads(new() { Threads = 1, QueueLimit = 1 });
        int results = 0;
        Thread[] callers = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() => Interlocked.Add(ref results, threads.Run(work.Hold))))];
        foreach (Thread caller in callers)
            caller.Start();
        SpinWait.SpinUntil(() => threads.Snapshot().Queued == 1, _patience);
        work.LetGo();
        foreach (Thread caller in callers)
            caller.Join(_patience).Should().BeTrue();
        results.Should().Be(2);
    }

    private void Starve() => _blocked.Wait(_patience).Should().BeTrue("the pool must be busy");
}
