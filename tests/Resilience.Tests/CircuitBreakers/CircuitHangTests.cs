using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.CircuitBreakers;

/// <summary>Users' code that does not come back: others go on, and are told.</summary>
public sealed class CircuitHangTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _release = new();
    private readonly ManualResetEventSlim _hanging = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly EventRecorder _events = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _release.Dispose();
        _hanging.Dispose();
    }

    [Fact]
    public void A_handler_that_never_ends_keeps_neither_listeners_nor_subscribers_waiting()
    {
        var never = new TaskCompletionSource();
        int handled = 0;
        CircuitBreaker breaker = Breaker(options => options.OnTransition = _ =>
        {
            handled++;
            return new ValueTask(never.Task);
        });
        var told = new List<CircuitState>();
        breaker.Subscribe(transition => told.Add(transition.To));
        ResiliencePipeline pipeline = Pipeline(breaker);

        breaker.Trip();
        breaker.Reset();

        handled.Should().Be(1, "it is told one thing after the other");
        told.Should().Equal(CircuitState.Open, CircuitState.Closed);
        _events.Events.Select(static it => it.Kind).Should().Equal(
            ResilienceEventKind.CircuitStateChanged, ResilienceEventKind.CircuitStateChanged);
        GC.KeepAlive(pipeline);
    }

    [Fact]
    public async Task A_handler_that_blocks_keeps_only_the_call_that_it_was_told_on()
    {
        CircuitBreaker breaker = Breaker(options => options.OnTransition = _ =>
        {
            _hanging.Set();
            _release.Wait(Token);
            return default;
        });
        ResiliencePipeline pipeline = Pipeline(breaker);
        Task<Outcome<int>> first = Task.Run(() => Fail(pipeline), Token);
        _hanging.Wait(Token);

        Outcome<int> refused = await Task.Run(() => pipeline.ExecuteOutcome(static _ => 1, Token), Token).WaitAsync(_patience, Token);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Outcome<int> probe = await Task.Run(() => pipeline.ExecuteOutcome(static _ => 2, Token), Token).WaitAsync(_patience, Token);

        refused.Code.Should().Be(ErrorCodes.CircuitOpen);
        probe.Result.Should().Be(2);
        breaker.State.Should().Be(CircuitState.Closed);
        first.IsCompleted.Should().BeFalse();
        _release.Set();
        (await first.WaitAsync(_patience, Token)).IsFailure.Should().BeTrue();
    }

    [Fact]
    public async Task While_a_generator_thinks_the_break_of_the_options_applies_and_the_circuit_goes_on()
    {
        CircuitBreaker breaker = Breaker(options => options.BreakDurationGenerator = arguments =>
        {
            if (arguments.Reopens > 0)
                return null;
            _hanging.Set();
            _release.Wait(Token);
            return TimeSpan.FromHours(9);
        });
        ResiliencePipeline pipeline = Pipeline(breaker);
        Task<Outcome<int>> first = Task.Run(() => Fail(pipeline), Token);
        _hanging.Wait(Token);

        breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.FromSeconds(30));
        breaker.Snapshot().History.Should().ContainSingle();
        _clock.Advance(TimeSpan.FromSeconds(30));
        Fail(pipeline).IsFailure.Should().BeTrue();
        breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.FromMinutes(1));
        _events.Events.Where(static it => it.Kind == ResilienceEventKind.CircuitStateChanged).Should().HaveCount(3);

        _release.Set();
        await first.WaitAsync(_patience, Token);
        breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.FromMinutes(1), "the answer came too late");
        breaker.Snapshot().History.Select(static transition => transition.BreakDuration).Should().Equal(
            TimeSpan.FromSeconds(30), null, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_filter_that_hangs_on_the_probe_lets_the_circuit_open_again()
    {
        bool hangs = false;
        CircuitBreaker breaker = Breaker(options => options.Handle = FailureFilter.When(_ =>
        {
            if (!hangs)
                return true;
            _hanging.Set();
            _release.Wait(Token);
            return true;
        }));
        ResiliencePipeline pipeline = Pipeline(breaker);
        Fail(pipeline);
        _clock.Advance(TimeSpan.FromSeconds(30));
        hangs = true;
        Task<Outcome<int>> probe = Task.Run(() => Fail(pipeline), Token);
        _hanging.Wait(Token);
        hangs = false;

        _clock.Advance(TimeSpan.FromSeconds(30));
        pipeline.ExecuteOutcome(static _ => 1, Token).IsRejected.Should().BeTrue();
        breaker.State.Should().Be(CircuitState.Open);
        _clock.Advance(TimeSpan.FromMinutes(1));
        pipeline.ExecuteOutcome(static _ => 2, Token).Result.Should().Be(2);

        _release.Set();
        (await probe.WaitAsync(_patience, Token)).IsFailure.Should().BeTrue();
        breaker.State.Should().Be(CircuitState.Closed, "the late answer is of an older generation");
    }

    private CircuitBreaker Breaker(Action<CircuitBreakerOptions> configure)
    {
        var options = new CircuitBreakerOptions { FailureRatio = null, ConsecutiveFailures = 1 };
        configure(options);
        return new CircuitBreaker(options, _clock);
    }

    private ResiliencePipeline Pipeline(CircuitBreaker breaker) =>
        new ResiliencePipelineBuilder { Listeners = { _events } }.AddCircuitBreaker(breaker).Build();

    private static Outcome<int> Fail(ResiliencePipeline pipeline) => pipeline.ExecuteOutcome<int>(static _ => throw new IOException(), Token);
}
