using Microsoft.Extensions.Time.Testing;
using Resilience.CircuitBreakers;
using Resilience.Timeouts;

namespace Resilience.Regressions;

/// <summary>Decisions by the wall clock, which was set back or forward (peers, g; Polly, 11).</summary>
public sealed class ClockJumpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void No_break_is_longer_or_shorter_because_the_wall_clock_jumped(int hours)
    {
        var clock = new SteppingClock();
        var breaker = new CircuitBreaker(CircuitBreakerOptions.Consecutive(1, TimeSpan.FromSeconds(5)), clock);
        breaker.Trip();

        clock.Wall += TimeSpan.FromHours(hours);
        clock.Monotonic += TimeSpan.FromSeconds(4);
        breaker.TryEnter(out _).Should().BeFalse();
        clock.Monotonic += TimeSpan.FromSeconds(1);

        breaker.TryEnter(out CircuitPermit probe).Should().BeTrue();
        probe.Succeed();
        breaker.State.Should().Be(CircuitState.Closed);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task No_timeout_is_longer_or_shorter_because_the_wall_clock_jumped(int hours)
    {
        var clock = new JumpingClock();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(Bench.Second * 2).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, Token).AsTask();

        clock.Jump += TimeSpan.FromHours(hours);
        clock.Time.Advance(Bench.Second);
        call.IsCompleted.Should().BeFalse();
        clock.Time.Advance(Bench.Second);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task No_retry_gives_up_or_goes_on_because_the_wall_clock_jumped(int hours)
    {
        var clock = new JumpingClock();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new() { MaxAttempts = 10, MaxElapsed = Bench.Second * 3, Backoff = Backoff.None }).Build();
        int attempts = 0;

        await pipeline.ExecuteOutcomeAsync(_ =>
        {
            attempts++;
            clock.Jump += TimeSpan.FromHours(hours);
            clock.Time.Advance(Bench.Second);
            return ValueTask.FromException(new TransientException());
        }, Token);

        attempts.Should().Be(4);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void No_budget_forgets_or_keeps_calls_because_the_wall_clock_jumped(int hours)
    {
        var clock = new JumpingClock();
        var budget = new RetryBudget(new() { MinimumPerWindow = 1, Ratio = 0 }, clock);
        budget.TryAcquire().Should().BeTrue();

        clock.Jump += TimeSpan.FromHours(hours);
        budget.TryAcquire().Should().BeFalse();
        clock.Time.Advance(TimeSpan.FromSeconds(12));

        budget.TryAcquire().Should().BeTrue();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void No_call_waits_longer_or_shorter_for_a_permit_because_the_wall_clock_jumped(int hours)
    {
        var clock = new JumpingClock();
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1, QueueTimeout = Bench.Second * 2 }, clock);
        bulkhead.TryEnter(out _);
        Bulkheads.WaitingCall call = bulkhead.StartWaiting(0, bulkhead.QueueTimeout, Token);

        clock.Jump += TimeSpan.FromHours(hours);
        clock.Time.Advance(Bench.Second);
        call.Answer.Should().Be(Bulkheads.WaitAnswer.None);
        clock.Time.Advance(Bench.Second);

        call.Answer.Should().Be(Bulkheads.WaitAnswer.TimedOut);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void No_bucket_fills_or_stays_empty_because_the_wall_clock_jumped(int hours)
    {
        var clock = new JumpingClock();
        var bucket = new TokenBucket(new() { Permits = 1, Period = TimeSpan.FromSeconds(10) }, clock);
        bucket.TryAcquire().Should().BeTrue();

        clock.Jump += TimeSpan.FromHours(hours);
        bucket.TryAcquire().Should().BeFalse();
        clock.Time.Advance(TimeSpan.FromSeconds(10));

        bucket.TryAcquire().Should().BeTrue();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task No_wait_for_a_permit_ends_or_lasts_because_the_wall_clock_jumped(int hours)
    {
        var clock = new JumpingClock();
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1, QueueTimeout = Bench.Second * 2 }, clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddBulkhead(bulkhead).Build();
        var gate = new TaskCompletionSource<int>();
        Task<Outcome<int>> first = pipeline.ExecuteOutcomeAsync(_ => gate.Task, Token).AsTask();
        Task<Outcome<int>> waiting = pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(2), Token).AsTask();

        clock.Jump += TimeSpan.FromHours(hours);
        clock.Time.Advance(Bench.Second);
        waiting.IsCompleted.Should().BeFalse();
        clock.Time.Advance(Bench.Second);

        (await waiting).Code.Should().Be(ErrorCodes.QueueTimeout);
        gate.SetResult(1);
        (await first).Result.Should().Be(1);
    }

    /// <summary>A clock moved by hand whose wall clock can be set.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        public FakeTimeProvider Time { get; } = new();

        public TimeSpan Jump { get; set; }

        public override long TimestampFrequency => Time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Time.GetUtcNow() + Jump;

        public override long GetTimestamp() => Time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            Time.CreateTimer(callback, state, dueTime, period);
    }
}
