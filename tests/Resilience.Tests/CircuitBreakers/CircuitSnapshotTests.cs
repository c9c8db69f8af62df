namespace Resilience.CircuitBreakers;

public sealed class CircuitSnapshotTests
{
    [Fact]
    public void It_tells_counts_causes_and_times()
    {
        var circuit = new Circuit(static options => options.MinimumCalls = 1_000);
        circuit.Succeed(90);
        circuit.Take(0.1);
        circuit.Fail(3, new(FailureCause.Timeout, FailureDisposition.Transient));
        circuit.Fail();
        circuit.Advance(1);
        circuit.Take(0.4);
        circuit.Succeed(4);

        CircuitBreakerSnapshot snapshot = circuit.Breaker.Snapshot();
        snapshot.Calls.Should().Be(100);
        snapshot.Failures.Should().Be(4);
        snapshot.FailureRatio.Should().BeApproximately(0.04, 1e-9);
        snapshot.Timeouts.Should().Be(3);
        snapshot.FailuresByCause.Should().BeEquivalentTo(
            new Dictionary<FailureCause, long> { [FailureCause.Timeout] = 3, [FailureCause.Connection] = 1 });
        snapshot.SuccessesSinceLastFailure.Should().Be(5);
        snapshot.ConsecutiveFailures.Should().Be(0);
        snapshot.AverageTime.Should().Be(TimeSpan.FromMilliseconds(5));
        snapshot.MedianTime.Should().Be(TimeSpan.Zero);
        snapshot.Percentile95.Should().Be(TimeSpan.Zero);
        snapshot.Percentile99.TotalMilliseconds.Should().BeInRange(87, 113);
        snapshot.LastSuccess.Should().Be(circuit.Clock.GetUtcNow());
        snapshot.LastFailure.Should().Be(circuit.Clock.GetUtcNow() - TimeSpan.FromSeconds(1.4));
    }

    [Fact]
    public void Times_leave_the_window()
    {
        var circuit = new Circuit();
        circuit.Take(0.5);
        circuit.Breaker.Snapshot().AverageTime.Should().Be(TimeSpan.FromSeconds(0.5));
        circuit.Advance(10);
        CircuitBreakerSnapshot snapshot = circuit.Breaker.Snapshot();
        snapshot.AverageTime.Should().Be(TimeSpan.Zero);
        snapshot.Percentile99.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_new_breaker_has_seen_nothing()
    {
        CircuitBreakerSnapshot snapshot = new Circuit().Breaker.Snapshot();
        snapshot.State.Should().Be(CircuitState.Closed);
        snapshot.Generation.Should().Be(1);
        snapshot.LastSuccess.Should().BeNull();
        snapshot.LastFailure.Should().BeNull();
        snapshot.RetryAfter.Should().BeNull();
        snapshot.History.Should().BeEmpty();
        snapshot.Holders.Should().BeEmpty();
    }

    [Fact]
    public void An_open_breaker_tells_what_is_left_of_its_break()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        circuit.Advance(12);
        circuit.Breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.FromSeconds(18));
        circuit.Advance(60);
        circuit.Breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void It_says_itself_in_one_line()
    {
        new CircuitBreaker().ToString().Should().Be(
            "circuit breaker (50 % failed of ≥ 20 in 10 s, break 30 s ×2 ≤ 5 min, on failures of the dependency)");
        new CircuitBreaker(CircuitBreakerOptions.Consecutive(5, TimeSpan.FromMinutes(1), 3)).ToString().Should().Be(
            "circuit breaker (5 in a row, break 1 min, 3 successes to close, on failures of the dependency)");
        new CircuitBreaker(new()
        {
            Name = "payments",
            SlowCallThreshold = TimeSpan.FromSeconds(2),
            SlowCallRatio = 0.8,
            ConsecutiveFailures = 10,
            Window = CircuitWindow.Count(100),
        }).ToString().Should().Be(
            "payments (50 % failed or 80 % slower than 2 s of ≥ 20 in 100 calls or 10 in a row, break 30 s ×2 ≤ 5 min, "
            + "on failures of the dependency)");
        new CircuitBreaker(new() { FailureRatio = null }).ToString().Should().StartWith("circuit breaker (by hand, ");
    }

    [Fact]
    public void Wrong_options_are_all_reported_at_once()
    {
        Action create = () => _ = new CircuitBreaker(new()
        {
            Name = " ",
            FailureRatio = 0,
            MinimumCalls = 0,
            Window = null!,
            ConsecutiveFailures = 0,
            SlowCallThreshold = TimeSpan.Zero,
            SlowCallRatio = 2,
            BreakDuration = TimeSpan.Zero,
            BreakMultiplier = double.NaN,
            MaxBreakDuration = TimeSpan.FromDays(50),
            RetryAfterCap = TimeSpan.FromSeconds(-1),
            Probes = 65,
            SuccessesToClose = 0,
            HalfOpenTimeout = TimeSpan.Zero,
            RampDuration = TimeSpan.Zero,
            Handle = null!,
            HistoryLength = -1,
            Randomizer = null!,
        });
        string message = create.Should().Throw<ArgumentException>().Which.Message;
        message.Split(Environment.NewLine).Should().HaveCount(18);
        message.Should().Contain("circuit breaker: Probes is 65, but must be between 1 and 64.");
    }

    [Fact]
    public void A_window_has_its_range()
    {
        Action[] wrong =
        [
            () => CircuitWindow.Time(TimeSpan.FromMilliseconds(99)),
            () => CircuitWindow.Time(TimeSpan.FromDays(2)),
            () => CircuitWindow.Count(0),
            () => CircuitWindow.Count(10_001),
        ];
        foreach (Action action in wrong)
            action.Should().Throw<ArgumentOutOfRangeException>();
    }
}
