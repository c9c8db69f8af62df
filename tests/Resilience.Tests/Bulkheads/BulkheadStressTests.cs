using Resilience.Faults;

namespace Resilience.Bulkheads;

/// <summary>Invariants that must hold for every interleaving.</summary>
[Collection(nameof(OneAtATime))]
public sealed class BulkheadStressTests
{
    private const int Threads = 6;

    private int _inside;
    private int _most;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void There_are_never_more_calls_than_permits_and_every_call_is_counted(int permits)
    {
        const int rounds = 20_000;
        var bulkhead = new Bulkhead(new() { PermitLimit = permits });
        long entered = 0;
        ThreadRun.Run(Threads, _ =>
        {
            for (int i = 0; i < rounds; i++)
            {
                if (!bulkhead.TryEnter(out BulkheadPermit permit))
                    continue;
                Visit();
                Interlocked.Increment(ref entered);
                permit.Dispose();
                permit.Dispose();
            }
        });
        _most.Should().BeInRange(1, permits);
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(now =>
            now.InFlight == 0 && now.Admitted == entered && now.Admitted + now.RejectedFull == Threads * rounds && now.Peak <= permits);
    }

    [Fact]
    public void Whoever_waits_is_let_in_by_whoever_leaves()
    {
        // More threads than permits, and all of them wait: a hand-over that is missed would stop it for ever.
        const int rounds = 3_000;
        var bulkhead = new Bulkhead(new() { PermitLimit = 2, QueueLimit = Threads, QueueTimeout = TimeSpan.FromDays(1) });
        ThreadRun.Run(Threads, thread =>
        {
            for (int i = 0; i < rounds; i++)
            {
                using BulkheadPermit permit = bulkhead.Enter((BulkheadPriority)((i + thread) % 3));
                Visit();
                // Somebody who does not wait comes in between, and fails.
                if (bulkhead.TryEnter(out BulkheadPermit second))
                    second.Dispose();
            }
        });
        _most.Should().BeInRange(1, 2);
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now =>
            now.InFlight == 0 && now.Queued == 0 && now.Admitted >= Threads * rounds && now.RejectedQueueTimeout == 0);
    }

    [Fact]
    public async Task No_permit_is_lost_or_doubled_when_grants_race_with_cancellation_timeouts_eviction_and_resizing()
    {
        const int rounds = 1_500;
        var bulkhead = new Bulkhead(new() { PermitLimit = 2, QueueLimit = 3, QueueTimeout = TimeSpan.FromMilliseconds(1) });
        var ends = new long[Enum.GetValues<WaitAnswer>().Length];
        using var over = new CancellationTokenSource();
        Task resizing = Task.Run(
            async () =>
            {
                for (int i = 0; !over.IsCancellationRequested; i++)
                {
                    bulkhead.Resize(1 + (i % 3));
                    bulkhead.QueueLimit = 1 + (i % 4);
                    if (i % 50 == 0)
                        bulkhead.ShadowMode = !bulkhead.ShadowMode;
                    await Task.Yield();
                }
            },
            CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(worker => Task.Run(() => WorkAsync(worker), CancellationToken.None)));
        await over.CancelAsync();
        await resizing;

        ends.Sum().Should().Be(Threads * rounds);
        bulkhead.ShadowMode = false;
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(now =>
            now.InFlight == 0 && now.Queued == 0
            && now.Admitted == ends[(int)WaitAnswer.Granted]
            && now.RejectedFull == ends[(int)WaitAnswer.Full]
            && now.RejectedQueueTimeout == ends[(int)WaitAnswer.TimedOut]
            && now.RejectedShed == ends[(int)WaitAnswer.Shed]
            && now.CancelledInQueue == ends[(int)WaitAnswer.Cancelled]);
        for (int i = 0; i < bulkhead.PermitLimit; i++)
            bulkhead.TryEnter(out _).Should().BeTrue();
        bulkhead.TryEnter(out _).Should().BeFalse();

        async Task WorkAsync(int worker)
        {
            var random = new Random(worker);
            for (int i = 0; i < rounds; i++)
            {
                using var caller = new CancellationTokenSource();
                if (random.Next(4) == 0)
                    caller.CancelAfter(TimeSpan.FromMilliseconds(random.Next(2)));
                WaitAnswer answer = WaitAnswer.Granted;
                if (!bulkhead.TryTake())
                {
                    WaitingCall call = bulkhead.StartWaiting(random.Next(5), bulkhead.QueueTimeout, caller.Token);
                    if (random.Next(3) == 0)
                        bulkhead.GiveUp(call, WaitAnswer.Cancelled);
                    await call.Told;
                    call.Unwatch();
                    answer = call.Answer;
                }

                Interlocked.Increment(ref ends[(int)answer]);
                if (answer != WaitAnswer.Granted)
                    continue;
                if (random.Next(2) == 0)
                    await Task.Yield();
                bulkhead.Release();
            }
        }
    }

    [Fact]
    public void A_grant_and_a_cancellation_at_the_same_moment_end_in_one_of_both()
    {
        int granted = 0;
        int cancelled = 0;
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 });
        using var step = new Barrier(2);
        using var caller = new CancellationTokenSource();
        WaitingCall? call = null;
        ThreadRun.Run(2, thread =>
        {
            for (int i = 0; i < 3_000; i++)
            {
                if (thread == 0)
                {
                    bulkhead.TryEnter(out _).Should().BeTrue();
                    call = bulkhead.StartWaiting(2, TimeSpan.FromDays(1), CancellationToken.None);
                }

                step.SignalAndWait();
                if (thread == 0)
                    bulkhead.Release();
                else
                    bulkhead.GiveUp(call!, WaitAnswer.Cancelled);
                step.SignalAndWait();
                if (thread != 0)
                    continue;
                call!.Unwatch();
                call.Told.IsCompleted.Should().BeTrue();
                if (call.Answer == WaitAnswer.Granted)
                {
                    granted++;
                    bulkhead.Release();
                }
                else
                {
                    cancelled++;
                }

                bulkhead.Snapshot().InFlight.Should().Be(0);
            }
        });
        (granted + cancelled).Should().Be(3_000);
    }

    [Fact]
    public async Task Pipelines_that_share_a_bulkhead_lose_nothing()
    {
        const int rounds = 2_000;
        var bulkhead = new Bulkhead(new() { PermitLimit = 2, QueueLimit = 2, QueueTimeout = TimeSpan.FromMilliseconds(1) });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddTimeout(TimeSpan.FromMilliseconds(20))
            .AddRetry(new() { MaxAttempts = 2, Backoff = Backoff.None, RetryRejections = true })
            .AddBulkhead(bulkhead)
            .Build();
        int ended = 0;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(worker => Task.Run(
            async () =>
            {
                for (int i = 0; i < rounds; i++)
                {
                    using var caller = new CancellationTokenSource();
                    int kind = (i + worker) % 5;
                    await pipeline.ExecuteOutcomeAsync(
                        async _ =>
                        {
                            Visit();
                            if (kind == 1)
                                await Task.Yield();
                            if (kind == 2)
                                throw new IOException();
                            if (kind == 3)
                                await caller.CancelAsync();
                            return kind;
                        },
                        caller.Token);
                    Interlocked.Increment(ref ended);
                }
            },
            CancellationToken.None)));
        ended.Should().Be(Threads * rounds);
        _most.Should().BeInRange(1, 2);
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 0 && now.Queued == 0);
    }

    private void Visit()
    {
        int now = Interlocked.Increment(ref _inside);
        int seen;
        while ((seen = Volatile.Read(ref _most)) < now)
            Interlocked.CompareExchange(ref _most, now, seen);
        Interlocked.Decrement(ref _inside);
    }
}
