using Microsoft.Extensions.Time.Testing;

namespace Resilience.CircuitBreakers;

/// <summary>A breaker on a clock that is moved by hand, and calls through it.</summary>
internal sealed class Circuit
{
    public static readonly Failure Transient = new(FailureCause.Connection, FailureDisposition.Transient);

    private readonly FakeTimeProvider _clock = new();

    public Circuit(Action<CircuitBreakerOptions>? configure = null)
    {
        var options = new CircuitBreakerOptions { Name = "circuit" };
        configure?.Invoke(options);
        Breaker = new CircuitBreaker(options, _clock);
        Breaker.Subscribe(Transitions.Add);
    }

    public CircuitBreaker Breaker { get; }

    public FakeTimeProvider Clock => _clock;

    /// <summary>What the breaker told of itself.</summary>
    public List<CircuitTransition> Transitions { get; } = [];

    public CircuitState State => Breaker.State;

    /// <summary>A breaker that opens at the first failure.</summary>
    public static Circuit Touchy(Action<CircuitBreakerOptions>? configure = null) => new(options =>
    {
        options.FailureRatio = null;
        options.ConsecutiveFailures = 1;
        configure?.Invoke(options);
    });

    public void Advance(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    public CircuitPermit Enter()
    {
        Breaker.TryEnter(out CircuitPermit permit).Should().BeTrue();
        return permit;
    }

    public void Succeed(int times = 1)
    {
        for (int i = 0; i < times; i++)
            Enter().Succeed();
    }

    public void Fail(int times = 1, Failure? failure = null)
    {
        for (int i = 0; i < times; i++)
            Enter().Fail(failure ?? Transient);
    }

    /// <summary>A call that takes so long.</summary>
    public void Take(double seconds)
    {
        CircuitPermit permit = Enter();
        Advance(seconds);
        permit.Succeed();
    }

    public TimeSpan? ShouldRefuse(RejectionReason reason = RejectionReason.CircuitOpen)
    {
        Breaker.TryEnter(out CircuitPermit permit, out Rejection? rejection, out TimeSpan? retryAfter).Should().BeFalse();
        permit.Dispose();
        rejection!.Reason.Should().Be(reason);
        rejection.Component.Should().Be("circuit");
        return retryAfter;
    }
}
