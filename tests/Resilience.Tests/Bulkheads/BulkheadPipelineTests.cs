using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.Bulkheads;

public sealed class BulkheadPipelineTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly EventRecorder _events = new();
    private readonly CancellationTokenSource _caller = new();
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _caller.Dispose();

    [Fact]
    public void A_full_bulkhead_refuses_and_the_callback_does_not_run()
    {
        ResiliencePipeline pipeline = Pipeline(out Bulkhead bulkhead);
        using BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        Outcome<int> outcome = pipeline.ExecuteOutcome(_ => ++_calls, Token);
        outcome.IsRejected.Should().BeTrue();
        outcome.Code.Should().Be(ErrorCodes.BulkheadFull);
        outcome.RetryAfter.Should().BeNull();
        Action call = () => pipeline.Execute(_ => ++_calls, Token);
        call.Should().Throw<RejectedException>().Which.Rejection.Component.Should().Be("payments");
        _calls.Should().Be(0);
        _events.Events.Count(static told => told.Kind == ResilienceEventKind.Rejected && told.Code == ErrorCodes.BulkheadFull)
            .Should().Be(2);
        taken.Dispose();
        pipeline.Execute(_ => ++_calls, Token).Should().Be(1);
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 0 && now.RejectedFull == 2);
    }

    [Fact]
    public async Task A_call_waits_and_then_runs()
    {
        ResiliencePipeline pipeline = Pipeline(out Bulkhead bulkhead, queue: 1);
        BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        ValueTask<int> call = pipeline.ExecuteAsync(_ => new ValueTask<int>(7), Token);
        call.IsCompleted.Should().BeFalse();
        taken.Dispose();
        (await call).Should().Be(7);
        bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public void A_synchronous_call_waits_on_its_own_thread_and_runs_there()
    {
        ResiliencePipeline pipeline = Pipeline(out Bulkhead bulkhead, queue: 1);
        BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        int ran = 0;
        var thread = new Thread(() => pipeline.Execute(_ => ran = Environment.CurrentManagedThreadId, Token));
        thread.Start();
        SpinWait.SpinUntil(() => bulkhead.Snapshot().Queued == 1);
        taken.Dispose();
        thread.Join();
        ran.Should().Be(thread.ManagedThreadId);
    }

    [Fact]
    public async Task A_call_that_waited_too_long_is_refused_with_a_code_of_its_own()
    {
        ResiliencePipeline pipeline = Pipeline(out Bulkhead bulkhead, queue: 1);
        using BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        ValueTask<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++_calls), Token);
        _clock.Advance(TimeSpan.FromSeconds(1.999));
        call.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Outcome<int> outcome = await call;
        outcome.Code.Should().Be(ErrorCodes.QueueTimeout);
        outcome.Rejection!.Component.Should().Be("payments");
        _calls.Should().Be(0);
        _events.Only(ResilienceEventKind.Rejected).Code.Should().Be(ErrorCodes.QueueTimeout);
        bulkhead.Snapshot().RejectedQueueTimeout.Should().Be(1);
    }

    [Fact]
    public async Task A_call_that_lost_its_place_says_so()
    {
        ResiliencePipeline pipeline = Pipeline(out Bulkhead bulkhead, queue: 1, static options => options.Priority = static context =>
            context.OperationKey == "checkout" ? BulkheadPriority.High : BulkheadPriority.Low);
        BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        ValueTask<Outcome<int>> low = pipeline.ExecuteOutcomeAsync(
            static (_, _) => new ValueTask<int>(1), 0, new ResilienceContext("report", Token));
        ValueTask<Outcome<int>> high = pipeline.ExecuteOutcomeAsync(
            static (_, _) => new ValueTask<int>(2), 0, new ResilienceContext("checkout", Token));
        (await low).Code.Should().Be(ErrorCodes.Shed);
        taken.Dispose();
        (await high).Result.Should().Be(2);
    }

    [Fact]
    public async Task Nobody_waits_beyond_the_deadline_outside()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1, QueueTimeout = TimeSpan.FromSeconds(30) }, _clock);
        ResiliencePipeline pipeline = Builder().AddTimeout(TimeSpan.FromSeconds(3)).AddBulkhead(bulkhead).Build();
        using BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        ValueTask<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++_calls), Token);
        _clock.Advance(TimeSpan.FromSeconds(2.999));
        call.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        (await call).Code.Should().Be(ErrorCodes.QueueTimeout);
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task A_retry_that_comes_back_when_time_is_up_does_not_wait_at_all()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 }, _clock);
        ResiliencePipeline pipeline = Builder()
            .AddTimeout(TimeSpan.FromSeconds(3))
            .AddRetry(new() { MaxAttempts = 5, Backoff = Backoff.None, RetryRejections = true })
            .AddBulkhead(bulkhead)
            .Build();
        using BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        ValueTask<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++_calls), Token);
        _clock.Advance(TimeSpan.FromSeconds(3));
        (await call).Code.Should().Be(ErrorCodes.QueueTimeout);
        bulkhead.Snapshot().Queued.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_goes_while_it_waits_is_cancelled_with_its_own_token(bool asynchronous)
    {
        ResiliencePipeline pipeline = Pipeline(out Bulkhead bulkhead, queue: 1);
        BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        Task<Outcome<int>> call = asynchronous
            ? pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++_calls), _caller.Token).AsTask()
            : Task.Factory.StartNew(
                () => pipeline.ExecuteOutcome(_ => ++_calls, _caller.Token), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        SpinWait.SpinUntil(() => bulkhead.Snapshot().Queued == 1);
        await _caller.CancelAsync();
        Outcome<int> outcome = await call;
        outcome.IsCancelled.Should().BeTrue();
        outcome.Exception.Should().BeAssignableTo<OperationCanceledException>().Which.CancellationToken.Should().Be(_caller.Token);
        taken.Dispose();
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now =>
            now.InFlight == 0 && now.Queued == 0 && now.CancelledInQueue == 1);
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task A_caller_that_goes_when_it_has_just_got_its_permit_gives_it_back()
    {
        ResiliencePipeline pipeline = Pipeline(out Bulkhead bulkhead, queue: 1);
        BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        ValueTask<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++_calls), _caller.Token);
        taken.Dispose();
        await _caller.CancelAsync();
        Outcome<int> outcome = await call;
        (outcome.IsCancelled || outcome.IsSuccess).Should().BeTrue("which comes first is for the pool to say");
        _calls.Should().Be(outcome.IsSuccess ? 1 : 0);
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 0 && now.Waited == 1);
    }

    [Fact]
    public async Task Pipelines_of_any_result_type_share_a_bulkhead()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1 });
        ResiliencePipeline<int> numbers = new ResiliencePipelineBuilder<int>().AddBulkhead(bulkhead).Build();
        ResiliencePipeline<string> words = new ResiliencePipelineBuilder<string>().AddBulkhead(bulkhead).Build();
        var release = new TaskCompletionSource<int>();
        ValueTask<int> number = numbers.ExecuteAsync(async _ => await release.Task, Token);
        (await words.ExecuteOutcomeAsync(static _ => new ValueTask<string>("word"), Token)).IsRejected.Should().BeTrue();
        release.SetResult(3);
        (await number).Should().Be(3);
        (await words.ExecuteAsync(static _ => new ValueTask<string>("word"), Token)).Should().Be("word");
    }

    [Fact]
    public void A_priority_that_throws_is_the_failure_of_the_attempt_and_takes_nothing()
    {
        var fault = new TestException("priority");
        ResiliencePipeline pipeline = Pipeline(out Bulkhead bulkhead, queue: 1, options => options.Priority = _ => throw fault);
        using (bulkhead.Enter(cancellationToken: Token))
            pipeline.ExecuteOutcome(_ => ++_calls, Token).Exception.Should().BeSameAs(fault);
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 0 && now.Queued == 0);
    }

    [Fact]
    public void Builders_take_numbers_options_or_a_bulkhead()
    {
        new ResiliencePipelineBuilder().AddBulkhead().Build().ToString().Should().Contain("bulkhead (100 permits, none may wait)");
        new ResiliencePipelineBuilder().AddBulkhead(10, 20).Build().ToString()
            .Should().Contain("bulkhead (10 permits, 20 may wait up to 30 s)");
        new ResiliencePipelineBuilder<int>().AddBulkhead(new() { Name = "db", PermitLimit = 5 }).Build().ToString()
            .Should().Contain("db (5 permits, none may wait)");
        Action build = () => new ResiliencePipelineBuilder().AddBulkhead(0, -1).Build();
        build.Should().Throw<InvalidPipelineException>().Which.Errors.Should().HaveCount(2);
    }

    private ResiliencePipelineBuilder Builder()
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _clock };
        builder.Listeners.Add(_events);
        return builder;
    }

    private ResiliencePipeline Pipeline(out Bulkhead bulkhead, int queue = 0, Action<BulkheadOptions>? configure = null)
    {
        var options = new BulkheadOptions
        {
            Name = "payments",
            PermitLimit = 1,
            QueueLimit = queue,
            QueueTimeout = TimeSpan.FromSeconds(2),
        };
        configure?.Invoke(options);
        bulkhead = new Bulkhead(options, _clock);
        return Builder().AddBulkhead(bulkhead).Build();
    }
}
