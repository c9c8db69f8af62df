using Resilience.Faults;

namespace Resilience.CircuitBreakers;

/// <summary>Invariants that must hold for every interleaving.</summary>
[Collection(nameof(OneAtATime))]
public sealed class CircuitStressTests
{
    private const int Threads = 4;
    private const int Rounds = 20_000;

    [Fact]
    public void Counts_are_exact_when_nobody_is_calling()
    {
        var breaker = new CircuitBreaker(new()
        {
            FailureRatio = null,
            Window = CircuitWindow.Time(TimeSpan.FromHours(1)),
            SlowCallThreshold = TimeSpan.FromMinutes(10),
        });
        Run((thread, round) =>
        {
            breaker.TryEnter(out CircuitPermit permit);
            switch ((thread + round) % 4)
            {
                case 0:
                    permit.Fail(Circuit.Transient);
                    break;
                case 1:
                    permit.Dispose();
                    break;
                default:
                    permit.Succeed();
                    break;
            }

            if (round % 1_000 == 0)
                breaker.Snapshot();
        });
        CircuitBreakerSnapshot snapshot = breaker.Snapshot();
        snapshot.Calls.Should().Be(Threads * Rounds * 3 / 4);
        snapshot.Failures.Should().Be(Threads * Rounds / 4);
        snapshot.RunningSlowCalls.Should().Be(0);
    }

    [Fact]
    public void There_are_never_more_probes_than_slots_and_none_is_lost()
    {
        const int probes = 3;
        var breaker = new CircuitBreaker(new()
        {
            FailureRatio = null,
            Probes = probes,
            SuccessesToClose = int.MaxValue,
            HalfOpenTimeout = TimeSpan.FromDays(1),
        });
        breaker.Trip(TimeSpan.Zero);
        while (!breaker.TryEnter(out CircuitPermit first) || !Give(first))
        {
            // The break of no time takes as long as the coarse clock's tick.
        }

        int inside = 0;
        int most = 0;
        int admitted = 0;
        Run((thread, round) =>
        {
            if (!breaker.TryEnter(out CircuitPermit permit))
                return;
            int now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            Interlocked.Increment(ref admitted);
            Interlocked.Decrement(ref inside);
            if (round % 3 == 0)
                permit.Succeed();
            permit.Dispose();
            permit.Dispose();
        });
        most.Should().BeLessThanOrEqualTo(probes);
        admitted.Should().BePositive();
        breaker.State.Should().Be(CircuitState.HalfOpen);
        breaker.Snapshot().ProbesOut.Should().Be(0);
        for (int i = 0; i < probes; i++)
            breaker.TryEnter(out _).Should().BeTrue();
        breaker.TryEnter(out _).Should().BeFalse();
    }

    [Fact]
    public void Each_episode_has_one_transition_and_nothing_of_an_older_generation_counts()
    {
        var told = new List<CircuitTransition>();
        var breaker = new CircuitBreaker(new()
        {
            MinimumCalls = 5,
            BreakDuration = TimeSpan.FromMilliseconds(1),
            MaxBreakDuration = TimeSpan.FromMilliseconds(1),
            SlowCallThreshold = TimeSpan.FromMilliseconds(1),
            SlowCallRatio = 1,
            HistoryLength = 0,
        });
        breaker.Subscribe(told.Add);
        var random = new ThreadLocal<Random>(static () => new Random(Environment.CurrentManagedThreadId));
        Run((thread, round) =>
        {
            if (round % 500 == 0 && thread == 0)
                breaker.Isolate("test").Dispose();
            if (round % 700 == 0 && thread == 1)
                breaker.Reset();
            if (!breaker.TryEnter(out CircuitPermit permit))
                return;
            if (random.Value!.Next(3) == 0)
                permit.Fail(Circuit.Transient);
            else
                permit.Succeed();
        });
        breaker.Reset();
        breaker.Snapshot().Calls.Should().Be(0);
        for (int i = 1; i < told.Count; i++)
        {
            told[i].From.Should().Be(told[i - 1].To);
            told[i].Generation.Should().BeGreaterThan(told[i - 1].Generation);
            told[i].To.Should().NotBe(told[i].From);
        }

        told.Should().NotBeEmpty();
    }

    [Fact]
    public void A_shared_pipeline_counts_every_call_of_every_thread()
    {
        var breaker = new CircuitBreaker(new() { FailureRatio = null, Window = CircuitWindow.Time(TimeSpan.FromHours(1)) });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();
        Run((_, round) => _ = pipeline.Execute(static (number, _) => number, round));
        breaker.Snapshot().Calls.Should().Be(Threads * Rounds);
    }

    private static bool Give(CircuitPermit permit)
    {
        permit.Dispose();
        return true;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    private static void Run(Action<int, int> step)
    {
        var threads = new Thread[Threads];
        Exception? fault = null;
        for (int i = 0; i < Threads; i++)
        {
            int number = i;
            threads[i] = new Thread(() =>
            {
                try
                {
                    for (int round = 0; round < Rounds; round++)
                        step(number, round);
                }
                catch (Exception exception)
                {
                    fault = exception;
                }
            });
        }

        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        fault.Should().BeNull();
    }
}
