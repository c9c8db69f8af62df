using Resilience.Telemetry;
using Resilience.Timeouts;

namespace Resilience.Bulkheads;

public sealed class DedicatedThreadsPipelineTests : IDisposable
{
    private readonly Holding _work = new();
    private readonly Bench _bench = new();
    private readonly DedicatedThreads _threads = new(new() { Name = "cpu", Threads = 1, QueueLimit = 1 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _work.Dispose();
        _threads.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void A_synchronous_call_runs_on_a_dedicated_thread_with_all_that_is_inside()
    {
        int attempts = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddDedicatedThreads(_threads)
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.Constant(TimeSpan.FromTicks(1)) })
            .Build();
        string? name = pipeline.Execute(_ => ++attempts < 3 ? throw new IOException() : Thread.CurrentThread.Name, Token);
        name.Should().Be("cpu 1");
        attempts.Should().Be(3);
        _threads.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.Admitted == 1 && now.InFlight == 0);
        pipeline.ToString().Should().Contain("cpu (1 thread, 1 may wait up to 30 s) → on these → retry");
    }

    [Fact]
    public async Task An_asynchronous_call_is_refused_clearly_and_not_retried()
    {
        int calls = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None })
            .AddDedicatedThreads(_threads)
            .Build();
        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++calls), Token);
        outcome.Exception.Should().BeOfType<NotSupportedException>().Which.Message.Should().Contain("synchronous calls only");
        calls.Should().Be(0);
        _threads.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.Admitted == 1 && now.InFlight == 0);
    }

    [Fact]
    public async Task A_call_waits_for_a_thread_or_is_refused_as_by_a_bulkhead()
    {
        var events = new Telemetry.EventRecorder();
        var builder = new ResiliencePipelineBuilder();
        builder.Listeners.Add(events);
        ResiliencePipeline pipeline = builder.AddDedicatedThreads(_threads).Build();
        Task<int> running = Long(() => pipeline.Execute(_work.Hold, Token));
        await _work.StartedAsync();
        Task<int> waiting = Long(() => pipeline.Execute(static _ => 2, Token));
        SpinWait.SpinUntil(() => _threads.Snapshot().Queued == 1);
        pipeline.ExecuteOutcome(static _ => 3, Token).Code.Should().Be(ErrorCodes.BulkheadFull);
        events.Only(ResilienceEventKind.Rejected).Strategy.Should().Be("cpu");
        _work.LetGo();
        (await running + await waiting).Should().Be(3);
        _threads.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public void What_the_call_throws_comes_out_with_its_trace()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddDedicatedThreads(_threads).Build();
        Action call = () => pipeline.Execute<int>(static _ => Fail(), Token);
        call.Should().Throw<TestException>().Which.StackTrace.Should().Contain(nameof(Fail));
        _threads.Snapshot().InFlight.Should().Be(0);

        static int Fail() => throw new TestException("work");
    }

    [Fact]
    public void A_call_on_a_thread_of_its_own_runs_there()
    {
        using var two = new DedicatedThreads(new() { Threads = 2 });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddDedicatedThreads(two).Build();
        int[] ids = pipeline.Execute(
            token => new[] { Environment.CurrentManagedThreadId, pipeline.Execute(static _ => Environment.CurrentManagedThreadId, token) },
            Token);
        ids[0].Should().Be(ids[1]);
    }

    [Fact]
    public async Task A_deadline_outside_reaches_the_work_and_its_timeout_is_told()
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second).AddDedicatedThreads(_threads).Build();
        Task<Outcome<int>> call = Long(() => pipeline.ExecuteOutcome(_work.Hold, _bench.Caller));
        await _work.StartedAsync();
        await _bench.AdvanceUntilAsync(call, Bench.Second);
        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        _threads.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Work_that_is_left_behind_keeps_its_thread_and_its_permit()
    {
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Timeout = Bench.Second, Abandon = true })
            .AddDedicatedThreads(_threads)
            .Build();
        Task<Outcome<int>> call = Long(() => pipeline.ExecuteOutcome(_ => _work.Hold(CancellationToken.None), _bench.Caller));
        await _work.StartedAsync();
        await _bench.AdvanceUntilAsync(call, Bench.Second);
        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        _threads.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 1 && now.Abandoned == 1);
        _work.LetGo();
        SpinWait.SpinUntil(() => _threads.Snapshot().InFlight == 0);
        _threads.Snapshot().Abandoned.Should().Be(0);
    }

    [Fact]
    public async Task In_shadow_mode_a_call_that_finds_no_thread_runs_where_it_is()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { ShadowMode = true }.AddDedicatedThreads(_threads).Build();
        Task<int> running = Long(() => pipeline.Execute(_work.Hold, Token));
        await _work.StartedAsync();
        for (int i = 0; i < 2; i++)
            pipeline.Execute(static _ => Environment.CurrentManagedThreadId, Token).Should().Be(Environment.CurrentManagedThreadId);
        _work.LetGo();
        await running;
        _threads.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public void After_disposal_calls_fail()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddDedicatedThreads(_threads).Build();
        _threads.Dispose();
        pipeline.ExecuteOutcome(static _ => 1, Token).Exception.Should().BeOfType<ObjectDisposedException>();
        _threads.Snapshot().InFlight.Should().Be(0);
    }

    private static Task<T> Long<T>(Func<T> work) =>
        Task.Factory.StartNew(work, Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
