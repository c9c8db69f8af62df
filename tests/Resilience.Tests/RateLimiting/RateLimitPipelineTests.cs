using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.RateLimiting;

public sealed class RateLimitPipelineTests
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new();
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, Kinds]
    public void A_call_over_the_limit_is_refused_with_a_code_and_a_time_and_its_callback_does_not_run(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 2, _clock);
        ResiliencePipeline pipeline = Pipeline(limit);
        Call(pipeline).Should().Be(Outcome.Success(1));
        Call(pipeline).Should().Be(Outcome.Success(2));
        TimeSpan next = limit.UntilNext();

        Outcome<int> refused = Call(pipeline);

        refused.IsRejected.Should().BeTrue();
        refused.Code.Should().Be(ErrorCodes.RateLimited);
        refused.Rejection!.Component.Should().Be("limit");
        refused.Failure!.Value.RetryAfter.Should().BeCloseTo(next, TimeSpan.FromMilliseconds(1));
        _calls.Should().Be(2);
        pipeline.Invoking(it => it.Execute(_ => ++_calls, Token)).Should().Throw<RejectedException>()
            .Which.RetryAfter.Should().BeCloseTo(next, TimeSpan.FromMilliseconds(1));
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Admitted == 2 && it.Rejected == 3);
    }

    [Theory, Kinds]
    public async Task Pipelines_of_any_result_share_a_limit_and_it_is_counted_once(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 3, _clock);
        ResiliencePipeline untyped = Pipeline(limit);
        ResiliencePipeline<string> typed = new ResiliencePipelineBuilder<string> { TimeProvider = _clock }.Add(limit).Build();

        (await untyped.ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(1);
        (await typed.ExecuteAsync(static _ => new ValueTask<string>("x"), Token)).Should().Be("x");
        limit.TryAcquire().Should().BeTrue();

        Call(untyped).IsRejected.Should().BeTrue();
        (await typed.ExecuteOutcomeAsync(static _ => new ValueTask<string>("x"), Token)).IsRejected.Should().BeTrue();
    }

    [Theory, Kinds]
    public void Every_attempt_of_a_retry_outside_takes_a_permit_and_all_attempts_of_one_inside_take_one(LimitKind kind)
    {
        var retry = new RetryOptions { MaxAttempts = 3, Backoff = Backoff.None };
        RateLimit inside = Limits.Create(kind, 10, _clock);
        RateLimit outside = Limits.Create(kind, 10, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }.Add(outside).AddRetry(retry).Add(inside).Build();

        pipeline.ExecuteOutcome<int>(static _ => throw new TransientException(), Token);

        outside.Snapshot().Available.Should().Be(9);
        inside.Snapshot().Available.Should().Be(7);
    }

    [Theory, Kinds]
    public void A_refused_attempt_is_not_retried_unless_asked(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None }).Add(limit).Build();
        limit.Empty();

        Call(pipeline).IsRejected.Should().BeTrue();

        limit.Snapshot().Rejected.Should().Be(1);
    }

    [Theory, Kinds]
    public async Task A_call_takes_the_weight_that_it_is_given(LimitKind kind)
    {
        var size = new ResilienceKey<int>("size");
        RateLimit limit = Limits.Create(
            kind, 10, _clock, configure: options => options.Weight = context => context.TryGet(size, out int weight) ? weight : 1);
        ResiliencePipeline pipeline = Pipeline(limit);

        (await WeighAsync(7)).Result.Should().Be(7);
        limit.Snapshot().Available.Should().Be(3);
        (await WeighAsync(4)).IsRejected.Should().BeTrue();
        (await WeighAsync(0)).Result.Should().Be(0);
        (await WeighAsync(11)).Exception.Should().BeOfType<ArgumentOutOfRangeException>().Which.Message.Should().Contain("11").And.Contain("10");
        (await WeighAsync(-1)).Exception.Should().BeOfType<ArgumentOutOfRangeException>();
        Call(pipeline).IsSuccess.Should().BeTrue();
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 2 && it.Admitted == 8);

        ValueTask<Outcome<int>> WeighAsync(int weight)
        {
            var context = new ResilienceContext();
            context.Set(size, weight);
            return pipeline.ExecuteOutcomeAsync(static (taken, _) => new ValueTask<int>(taken), weight, context);
        }
    }

    [Theory, Kinds]
    public async Task A_call_waits_for_its_permit_and_its_thread_does_too_if_it_is_synchronous(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        ResiliencePipeline pipeline = Pipeline(limit);
        limit.Empty();
        Task<int> asynchronous = pipeline.ExecuteAsync(_ => new ValueTask<int>(++_calls), Token).AsTask();
        limit.Snapshot().Waiting.Should().Be(1);
        _clock.Advance(limit.Reserve(1, _long).Delay);
        (await asynchronous).Should().Be(1);

        Task<int> synchronous = Task.Factory.StartNew(
            () => pipeline.Execute(_ => ++_calls, Token), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!synchronous.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        (await synchronous).Should().Be(2);
        limit.Snapshot().Waiting.Should().Be(0);
    }

    [Theory, Kinds]
    public async Task A_call_does_not_wait_for_a_permit_that_comes_with_its_deadline_or_later(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        limit.Empty();
        TimeSpan next = limit.UntilNext();
        ResiliencePipeline late = new ResiliencePipelineBuilder { TimeProvider = _clock }.AddTimeout(next).Add(limit).Build();
        ResiliencePipeline early = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddTimeout(next + TimeSpan.FromTicks(1)).Add(limit).Build();

        Call(late).IsRejected.Should().BeTrue();
        Task<int> call = early.ExecuteAsync(_ => new ValueTask<int>(++_calls), Token).AsTask();
        Call(early).IsRejected.Should().BeTrue("the other one has that permit");
        _clock.Advance(next);

        (await call).Should().Be(1);
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Waiting == 0 && it.Rejected == 3);
    }

    [Theory, Kinds]
    public async Task A_call_whose_caller_goes_while_it_waits_gives_its_permit_back(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        ResiliencePipeline pipeline = Pipeline(limit);
        limit.Empty();
        TimeSpan next = limit.UntilNext();
        using var caller = new CancellationTokenSource();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++_calls), caller.Token).AsTask();

        await caller.CancelAsync();

        (await call).IsCancelled.Should().BeTrue();
        _calls.Should().Be(0);
        limit.UntilNext().Should().Be(next);
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Waiting == 0 && it.Refunded == 1);
    }

    [Theory, Kinds]
    public void A_call_that_a_strategy_inside_refuses_gives_its_permit_back(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        var breaker = new CircuitBreaker();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddTimeout(TimeSpan.FromSeconds(1)).Add(limit).AddCircuitBreaker(breaker).Build();
        Call(pipeline).IsSuccess.Should().BeTrue();
        breaker.Trip();

        for (int i = 0; i < 100; i++)
            Call(pipeline).Code.Should().Be(ErrorCodes.CircuitOpen);

        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 9 && it.Refunded == 100 && it.Admitted == 101);
    }

    [Theory, Kinds]
    public void A_call_that_was_made_before_a_strategy_inside_refused_keeps_its_permit(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .Add(limit)
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None })
            .AddCircuitBreaker(failures: 1, recoveryTimeout: _long)
            .Build();

        pipeline.ExecuteOutcome<int>(static _ => throw new TransientException(), Token).Code.Should().Be(ErrorCodes.CircuitOpen);

        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 9 && it.Refunded == 0);
    }

    [Theory, Kinds]
    public void A_callback_that_is_refused_somewhere_else_keeps_its_permit(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        ResiliencePipeline inner = Pipeline(Limits.Create(kind, 1, _clock));
        ResiliencePipeline pipeline = Pipeline(limit);
        Call(inner);

        pipeline.ExecuteOutcome(_ => inner.Execute(static _ => 1, Token), Token).Exception.Should().BeOfType<RejectedException>();

        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 9 && it.Refunded == 0);
    }

    [Theory]
    [InlineData(LimitKind.TokenBucket, null, 0)]
    [InlineData(LimitKind.TokenBucket, 20, 20)]
    [InlineData(LimitKind.TokenBucket, 600, 60)]
    [InlineData(LimitKind.SlidingWindow, null, 0)]
    [InlineData(LimitKind.SlidingWindow, 20, 20)]
    [InlineData(LimitKind.SlidingWindow, 600, 60)]
    public void A_dependency_that_says_the_quota_is_used_up_drains_the_limit(LimitKind kind, int? retryAfter, int expected)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        TimeSpan? wait = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

        Pipeline(limit).ExecuteOutcome<int>(_ => throw new RateLimitException("429", wait), Token).Code.Should().Be(ErrorCodes.RateLimit);

        limit.Snapshot().Available.Should().Be(0);
        if (expected > 0)
            limit.UntilNext().Should().Be(TimeSpan.FromSeconds(expected));
        else
            limit.UntilNext().Should().BeLessThanOrEqualTo(TimeSpan.FromMilliseconds(200));
    }

    [Theory, Kinds]
    public void Nothing_else_drains_the_limit(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        RateLimit stubborn = Limits.Create(kind, 10, _clock, configure: static options => options.DrainOnRateLimit = false);
        ResiliencePipeline pipeline = Pipeline(limit);

        pipeline.ExecuteOutcome<int>(static _ => throw new TransientException(), Token);
        pipeline.ExecuteOutcome<int>(static _ => throw new RejectedException(new(RejectionReason.RateLimited, "other")), Token);
        Pipeline(stubborn).ExecuteOutcome<int>(static _ => throw new RateLimitException(TimeSpan.FromSeconds(20)), Token);

        limit.Snapshot().Available.Should().Be(8);
        stubborn.Snapshot().Available.Should().Be(9);
    }

    [Theory]
    [InlineData(LimitKind.TokenBucket, true)]
    [InlineData(LimitKind.TokenBucket, false)]
    [InlineData(LimitKind.SlidingWindow, true)]
    [InlineData(LimitKind.SlidingWindow, false)]
    public void In_shadow_mode_every_call_passes_at_once_and_what_would_have_happened_is_counted(LimitKind kind, bool wholePipeline)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, configure: options => options.ShadowMode = !wholePipeline);
        ResiliencePipeline pipeline =
            new ResiliencePipelineBuilder { TimeProvider = _clock, ShadowMode = wholePipeline }.Add(limit).Build();

        for (int i = 0; i < 5; i++)
            Call(pipeline).IsSuccess.Should().BeTrue();

        _calls.Should().Be(5);
        pipeline.ShadowReport().Decisions.Should().Equal(new ShadowDecision("limit", ErrorCodes.RateLimited, 4));
        limit.Snapshot().Should().Match<RateLimitSnapshot>(
            static it => it.WouldHaveRejected == 4 && it.Rejected == 0 && it.Admitted == 1 && it.Available == 0);
    }

    [Theory, Kinds]
    public async Task Shadow_mode_may_be_switched_while_the_limit_is_in_use(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        limit.Empty();
        limit.ShadowMode = true;
        limit.TryAcquire().Should().BeTrue();
        limit.TryAcquire(1, out TimeSpan retryAfter).Should().BeTrue();
        retryAfter.Should().Be(TimeSpan.Zero);
        (await limit.WaitAsync(1, Token)).Should().BeTrue("it takes the next permit, and does not wait for it");
        (await limit.WaitAsync(2, Token)).Should().BeTrue();
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.WouldHaveRejected == 3 && it.Admitted == 2);

        limit.ShadowMode = false;
        limit.TryAcquire().Should().BeFalse();
    }

    [Theory, Kinds]
    public void A_refusal_is_told_to_those_who_listen(LimitKind kind)
    {
        var heard = new EventRecorder();
        RateLimit limit = Limits.Create(kind, 1, _clock);
        var builder = new ResiliencePipelineBuilder { TimeProvider = _clock };
        builder.Listeners.Add(heard);
        ResiliencePipeline pipeline = builder.Add(limit).Build();
        limit.Empty();

        Call(pipeline);

        heard.Only(ResilienceEventKind.Rejected).Should()
            .Match<ResilienceEvent>(static told => told.Strategy == "limit" && told.Code == ErrorCodes.RateLimited);
    }

    private Outcome<int> Call(ResiliencePipeline pipeline) => pipeline.ExecuteOutcome(_ => ++_calls, Token);

    private ResiliencePipeline Pipeline(RateLimit limit) => new ResiliencePipelineBuilder { TimeProvider = _clock }.Add(limit).Build();
}
