using System.Collections.Concurrent;
using Resilience.Faults;
using Resilience.Telemetry;

namespace Resilience.Bulkheads;

/// <summary>Invariants that must hold for every interleaving.</summary>
[Collection(nameof(OneAtATime))]
public sealed class AdaptiveLimitStressTests
{
    private const int Threads = 4;
    private const int Rounds = 50_000;

    [Fact]
    public void Every_call_is_in_exactly_one_window_and_every_window_has_one_decision()
    {
        var clock = new TickingClock();
        var options = new ScriptedLimitOptions
        {
            Min = 1,
            Max = 1_000,
            Window = TimeSpan.FromMilliseconds(100),
            MinimumTime = TimeSpan.Zero,
            HistoryLength = 10_000,
        };
        int deciding = 0;
        var random = new Random(1);
        options.Decide = _ =>
        {
            // One at a time, or this is not 1.
            Interlocked.Increment(ref deciding).Should().Be(1);
            int change = random.Next(-50, 60);
            Interlocked.Decrement(ref deciding);
            return new(change, "because");
        };
        var enforced = new ConcurrentQueue<int>();
        AdaptiveLimit limit = null!;
        limit = new AdaptiveLimit("stress", options, 0, clock, new Audience(), () => enforced.Enqueue(limit.Limit));
        Run((thread, round) =>
        {
            if (thread == 0 && round % 1_000 == 0)
                limit.Resize(round % 2_000);
            long started = limit.Start();
            if ((thread + round) % 5 == 0)
                limit.Dropped(thread + 1);
            else
                limit.Succeeded(started, thread + 1);
            if (round % 5_000 == 0)
                limit.Snapshot();
        });

        // What is left is taken by a last window.
        clock.Skip(TimeSpan.FromMilliseconds(500));
        for (int i = 0; i < 20; i++)
            limit.Dropped(1);
        clock.Skip(TimeSpan.FromMilliseconds(500));
        limit.Dropped(1);

        AdaptiveLimitSnapshot snapshot = limit.Snapshot();
        options.Windows.Sum(static window => window.Calls + window.Drops).Should().Be((Threads * Rounds) + 21);
        options.Windows.Sum(static window => window.Drops).Should().Be((Threads * Rounds / 5) + 21);
        options.Windows.Count.Should().BeGreaterThan(1);
        snapshot.Decisions.Should().Be(options.Windows.Count);
        options.Windows.Should().OnlyContain(static window => window.Calls + window.Drops >= 10 && window.MaxInFlight <= Threads);
        enforced.Should().NotBeEmpty().And.OnlyContain(static to => to >= 1 && to <= 1_000);
        for (int i = 1; i < snapshot.Changes.Count; i++)
            snapshot.Changes[i].From.Should().Be(snapshot.Changes[i - 1].To);
        snapshot.Changes[^1].To.Should().Be(limit.Limit);
    }

    [Fact]
    public void However_the_limit_changes_no_permit_is_lost_and_none_is_given_beyond_the_largest()
    {
        const int max = 3;
        var bulkhead = new Bulkhead(new() { PermitLimit = max, Adaptive = Restless() }, new TickingClock());
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        int inside = 0;
        int most = 0;
        Run((thread, round) =>
        {
            if (thread == 0 && round % 500 == 0)
                bulkhead.Resize(1 + (round / 500 % 5));
            Outcome<int> outcome = pipeline.ExecuteOutcome(
                _ =>
                {
                    int now = Interlocked.Increment(ref inside);
                    if (now > Volatile.Read(ref most))
                        Volatile.Write(ref most, now);
                    Interlocked.Decrement(ref inside);
                    return (thread + round) % 3 == 0 ? Outcome.Failure<int>(new TimeoutException()) : Outcome.Success(now);
                });
            if (outcome.IsSuccess)
                outcome.Result.Should().BeInRange(1, max);
        });
        most.Should().BeInRange(1, max);
        BulkheadSnapshot snapshot = bulkhead.Snapshot();
        snapshot.InFlight.Should().Be(0);
        snapshot.PermitLimit.Should().BeInRange(1, max).And.Be(snapshot.Adaptive!.Limit);
        snapshot.Adaptive.Decisions.Should().BePositive();
        snapshot.Adaptive.Changes.Should().NotBeEmpty().And.OnlyContain(static change => change.To >= 1 && change.To <= max);
        bulkhead.Resize(max);
        for (int i = 0; i < max; i++)
            bulkhead.TryEnter(out _).Should().BeTrue();
        bulkhead.TryEnter(out _).Should().BeFalse();
    }

    [Fact]
    public async Task Calls_that_wait_all_get_their_turn_while_the_limit_changes()
    {
        BulkheadOptions options = new() { PermitLimit = 3, QueueLimit = 100, QueueTimeout = TimeSpan.FromDays(1), Adaptive = Restless() };
        var bulkhead = new Bulkhead(options, new TickingClock());
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        int answered = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(async () =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                await pipeline.ExecuteAsync(static async _ => await Task.Yield());
                Interlocked.Increment(ref answered);
            }
        })));
        answered.Should().Be(20_000);
        BulkheadSnapshot snapshot = bulkhead.Snapshot();
        (snapshot.InFlight, snapshot.Queued).Should().Be((0, 0));
        snapshot.Adaptive!.Decisions.Should().BePositive();
        snapshot.PermitLimit.Should().Be(snapshot.Adaptive.Limit);
    }

    /// <summary>An algorithm that cannot make up its mind.</summary>
    private static ScriptedLimitOptions Restless()
    {
        var random = new Random(1);
        return new()
        {
            Min = 1,
            Window = TimeSpan.FromMilliseconds(100),
            MinimumTime = TimeSpan.Zero,
            Decide = _ => new(random.Next(-3, 4), "because"),
        };
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
