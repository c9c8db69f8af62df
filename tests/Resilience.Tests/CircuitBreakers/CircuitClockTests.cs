using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.CircuitBreakers;

/// <summary>Clocks that stand still, leap, go back, throw, or are not the pipeline's.</summary>
public sealed class CircuitClockTests
{
    private readonly FaultyClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_clock_that_stands_still_opens_and_refuses_as_ever()
    {
        CircuitBreaker breaker = Touchy();
        Enter(breaker).Fail(Circuit.Transient);

        for (int i = 0; i < 1_000; i++)
            breaker.TryEnter(out _).Should().BeFalse();

        breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.FromSeconds(30));
        breaker.Snapshot().RejectedOpen.Should().Be(1_000);
    }

    [Fact]
    public void A_leap_of_years_empties_the_window_and_ends_the_break()
    {
        var breaker = new CircuitBreaker(new() { MinimumCalls = 2, SlowCallThreshold = TimeSpan.FromSeconds(1) }, _clock);
        Enter(breaker).Fail(Circuit.Transient);
        CircuitPermit old = Enter(breaker);

        _clock.Now += TimeSpan.FromDays(3_650).Ticks;
        breaker.Snapshot().Failures.Should().Be(0);
        breaker.Snapshot().RunningSlowCalls.Should().Be(1);
        old.Dispose();
        breaker.Snapshot().RunningSlowCalls.Should().Be(0);
        breaker.Trip(TimeSpan.FromDays(49));
        _clock.Now += TimeSpan.FromDays(3_650).Ticks;

        Enter(breaker).Succeed();
        breaker.State.Should().Be(CircuitState.Closed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_clock_that_goes_back_keeps_no_call(bool watchesSlowCalls)
    {
        // A call that began "before" the present epoch once asked for its place again and again, for ever.
        var breaker = new CircuitBreaker(
            new() { MinimumCalls = 100, SlowCallThreshold = watchesSlowCalls ? TimeSpan.FromSeconds(1) : null }, _clock);
        _clock.Now = TimeSpan.FromDays(2).Ticks;
        Enter(breaker).Succeed();

        _clock.Now = TimeSpan.FromDays(1).Ticks;
        CircuitPermit success = Enter(breaker);
        CircuitPermit failure = Enter(breaker);
        _clock.Now += TimeSpan.FromSeconds(30).Ticks;
        success.Succeed();
        failure.Fail(Circuit.Transient);
        Enter(breaker).Dispose();

        CircuitBreakerSnapshot snapshot = breaker.Snapshot();
        (snapshot.Calls, snapshot.Failures, snapshot.SlowCalls, snapshot.RunningSlowCalls).Should().Be((3, 1, 0, 0));
    }

    [Fact]
    public void Whatever_the_clock_does_counts_make_sense_and_a_hand_can_close_it()
    {
        Gen<long> jump = Gen.OneOf(
            Gen.Const(0L), Gen.Long[-20_000_000, 20_000_000], Gen.Long[-864_000_000_000, 864_000_000_000]);
        Gen.Select(CircuitOptionsGen.Any, Gen.Select(jump, Gen.Int[0, 5], Gen.Int[0, 9]).List[1, 100]).Sample((options, steps) =>
        {
            var clock = new FaultyClock { Now = TimeSpan.FromDays(100).Ticks };
            var breaker = new CircuitBreaker(options, clock);
            var permits = new List<CircuitPermit>();
            foreach ((long by, int action, int number) in steps)
            {
                clock.Now = Math.Max(1, clock.Now + by);
                Act(breaker, permits, action, number);
                CircuitBreakerSnapshot seen = breaker.Snapshot();
                if (seen.Calls < 0 || seen.Failures < 0 || seen.SlowCalls < 0 || seen.RunningSlowCalls < 0
                    || seen.Failures > seen.Calls || seen.SlowCalls > seen.Calls || seen.AverageTime < TimeSpan.Zero)
                    throw new InvalidOperationException($"nonsense: {seen}");
            }

            breaker.Reset();
            if (!breaker.TryEnter(out CircuitPermit last) || breaker.State != CircuitState.Closed)
                throw new InvalidOperationException("it does not close");
            last.Succeed();
        });
    }

    [Fact]
    public void A_wall_clock_that_throws_keeps_no_transition_from_happening()
    {
        CircuitBreaker breaker = Touchy();
        var told = new List<CircuitTransition>();
        breaker.Subscribe(told.Add);
        Enter(breaker).Succeed();
        _clock.WallFails = true;

        Enter(breaker).Fail(Circuit.Transient);
        breaker.State.Should().Be(CircuitState.Open);
        _clock.Now += TimeSpan.FromSeconds(30).Ticks;
        Enter(breaker).Succeed();
        breaker.State.Should().Be(CircuitState.Closed);
        breaker.Isolate("operator").Dispose();

        told.Select(static transition => transition.To).Should().Equal(
            CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed, CircuitState.Isolated, CircuitState.Closed);
    }

    [Theory]
    [InlineData("enter")]
    [InlineData("succeed")]
    [InlineData("fail")]
    [InlineData("probe enters")]
    [InlineData("probe succeeds")]
    [InlineData("probe fails")]
    [InlineData("steer")]
    public void A_clock_that_throws_harms_only_whom_it_is_read_for(string when)
    {
        CircuitBreaker breaker = Touchy(watchesSlowCalls: true);
        if (when.StartsWith("probe", StringComparison.Ordinal))
        {
            breaker.Trip();
            _clock.Now += TimeSpan.FromSeconds(30).Ticks;
        }

        CircuitPermit permit = when is "enter" or "probe enters" or "steer" ? default : Enter(breaker);
        _clock.Fails = true;
        Action act = when switch
        {
            "enter" or "probe enters" => () => breaker.TryEnter(out _),
            "steer" => breaker.Reset,
            "fail" or "probe fails" => () => permit.Fail(Circuit.Transient),
            _ => permit.Succeed,
        };

        act.Should().Throw<TestException>();
        _clock.Fails = false;
        permit.Dispose();
        _clock.Now += TimeSpan.FromSeconds(30).Ticks;

        breaker.Snapshot().ProbesOut.Should().Be(0);
        breaker.Snapshot().RunningSlowCalls.Should().Be(0);
        Enter(breaker).Succeed();
        breaker.State.Should().Be(CircuitState.Closed);
        breaker.Snapshot().Calls.Should().Be(when.StartsWith("probe", StringComparison.Ordinal) ? 0 : 1);
    }

    [Fact]
    public async Task A_breaker_keeps_its_clock_in_pipelines_with_other_clocks()
    {
        var clock = new FakeTimeProvider();
        var breaker = new CircuitBreaker(
            new() { FailureRatio = null, ConsecutiveFailures = 1, SlowCallThreshold = TimeSpan.FromSeconds(1) }, clock);
        FakeTimeProvider[] others = [new FakeTimeProvider(), clock];
        ResiliencePipeline[] pipelines =
        [
            .. others.Select(other => new ResiliencePipelineBuilder { TimeProvider = other }
                .AddTimeout(TimeSpan.FromHours(1)).AddCircuitBreaker(breaker).Build()),
            new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromMilliseconds(500)).AddCircuitBreaker(breaker).Build(),
            new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(30)).AddCircuitBreaker(breaker).Build(),
        ];

        foreach (ResiliencePipeline pipeline in pipelines)
        {
            await pipeline.ExecuteOutcomeAsync<int>(static _ => throw new IOException(), Token);
            foreach (ResiliencePipeline other in pipelines)
                (await other.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).IsRejected.Should().BeTrue();
            others[0].Advance(TimeSpan.FromDays(1));
            (await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).IsRejected.Should().BeTrue("it is not its clock");

            clock.Advance(TimeSpan.FromSeconds(30));
            (await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).Result.Should().Be(1);
            breaker.State.Should().Be(CircuitState.Closed);
        }
    }

    private static void Act(CircuitBreaker breaker, List<CircuitPermit> permits, int action, int number)
    {
        if (action <= 2)
        {
            if (breaker.TryEnter(out CircuitPermit permit))
                permits.Add(permit);
        }
        else if (permits.Count > 0)
        {
            CircuitPermit permit = permits[Math.Max(0, permits.Count - 1 - number)];
            if (action == 3)
                permit.Succeed();
            else if (action == 4)
                permit.Fail(Circuit.Transient);
            permit.Dispose();
        }
    }

    private CircuitBreaker Touchy(bool watchesSlowCalls = false) => new(
        new()
        {
            FailureRatio = null,
            ConsecutiveFailures = 1,
            SlowCallThreshold = watchesSlowCalls ? TimeSpan.FromSeconds(1) : null,
            SlowCallRatio = 1,
        },
        _clock);

    private static CircuitPermit Enter(CircuitBreaker breaker)
    {
        breaker.TryEnter(out CircuitPermit permit).Should().BeTrue();
        return permit;
    }
}
