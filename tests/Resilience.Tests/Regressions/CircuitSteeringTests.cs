using System.Runtime.CompilerServices;
using Resilience.CircuitBreakers;
using Resilience.Telemetry;

namespace Resilience.Regressions;

/// <summary>Circuits whose handlers deadlocked, or that did under a lock what no lock may cover (Polly, 6 and 13, and by its code).</summary>
public sealed class CircuitSteeringTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // 6
    public void No_break_is_computed_or_told_for_a_circuit_that_somebody_isolates()
    {
        int asked = 0;
        Circuit circuit = Circuit.Touchy(options => options.BreakDurationGenerator = _ =>
        {
            asked++;
            return TimeSpan.FromSeconds(7);
        });

        using (circuit.Breaker.Isolate("operator"))
        {
            circuit.ShouldRefuse(RejectionReason.CircuitIsolated).Should().BeNull();
            circuit.Advance(86_400);
            circuit.ShouldRefuse(RejectionReason.CircuitIsolated);
        }

        asked.Should().Be(0);
        circuit.Transitions[0].BreakDuration.Should().BeNull();
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact] // 13
    public async Task No_handler_that_steers_its_circuit_deadlocks()
    {
        Circuit circuit = null!;
        var told = new List<CircuitState>();
        circuit = Circuit.Touchy(options => options.OnTransition = async transition =>
        {
            told.Add(transition.To);
            if (transition.To == CircuitState.Open)
            {
                circuit.Breaker.Reset();
                await circuit.Breaker.WaitForCloseAsync(Token);
            }
        });

        await Task.Run(() => circuit.Fail(), Token).WaitAsync(_patience, Token);

        circuit.State.Should().Be(CircuitState.Closed);
        told.Should().Equal(CircuitState.Open, CircuitState.Closed);
    }

    [Fact]
    public void No_break_is_generated_under_a_lock()
    {
        bool answered = false;
        Circuit circuit = null!;
        circuit = Circuit.Touchy(options => options.BreakDurationGenerator = _ =>
        {
            answered = OnAnotherThread(() => Steer(circuit.Breaker));
            return null;
        });

        circuit.Fail();

        answered.Should().BeTrue();
    }

    [Fact]
    public async Task No_listener_is_told_of_a_transition_under_a_lock()
    {
        var breaker = new CircuitBreaker(CircuitBreakerOptions.Consecutive(1, TimeSpan.FromSeconds(5)));
        var listener = new SteeringListener(breaker);
        var builder = new ResiliencePipelineBuilder();
        builder.Listeners.Add(listener);
        ResiliencePipeline pipeline = builder.AddCircuitBreaker(breaker).Build();

        await pipeline.ExecuteOutcomeAsync(static _ => throw new IOException(), Token);

        listener.Answers.Should().NotBeEmpty().And.OnlyContain(static answer => answer);
    }

    [Fact]
    public async Task No_open_circuit_keeps_alive_the_failure_that_opened_it()
    {
        var breaker = new CircuitBreaker(CircuitBreakerOptions.Consecutive(1, TimeSpan.FromHours(1)));
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();

        WeakReference failure = await FailAsync(pipeline);
        Outcome<int> refused = await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        failure.IsAlive.Should().BeFalse();
        refused.IsRejected.Should().BeTrue();
        refused.Exception!.InnerException.Should().BeNull();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> FailAsync(ResiliencePipeline pipeline)
    {
        var reference = new WeakReference(null);
        await pipeline.ExecuteOutcomeAsync(
            static (reference, _) =>
            {
                var failure = new IOException();
                reference.Target = failure;
                return ValueTask.FromException(failure);
            },
            reference,
            Token);
        return reference;
    }

    /// <summary>Takes the breaker's lock, if it is to be had.</summary>
    private static void Steer(CircuitBreaker breaker) => breaker.Isolate("another thread").Dispose();

    private static bool OnAnotherThread(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Wait((int)_patience.TotalMilliseconds, Token);

    private sealed class SteeringListener(CircuitBreaker breaker) : IResilienceListener
    {
        private int _busy;

        public List<bool> Answers { get; } = [];

        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
            if (resilienceEvent.Kind == ResilienceEventKind.CircuitStateChanged && Interlocked.Exchange(ref _busy, 1) == 0)
                Answers.Add(OnAnotherThread(() => Steer(breaker)));
        }
    }
}
