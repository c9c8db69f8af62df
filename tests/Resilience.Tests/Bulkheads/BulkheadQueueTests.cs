using Resilience.Timing;

namespace Resilience.Bulkheads;

public sealed class BulkheadQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Calls_are_served_in_the_order_in_which_they_came()
    {
        Queueing queueing = new Queueing(1, 3).Fill();
        WaitingCall[] calls = [queueing.Wait(), queueing.Wait(), queueing.Wait()];
        for (int i = 0; i < calls.Length; i++)
        {
            queueing.Bulkhead.Release();
            calls.Select(static call => call.Answer).Should().Equal(
                Enumerable.Range(0, 3).Select(at => at <= i ? WaitAnswer.Granted : WaitAnswer.None));
        }

        queueing.Now.Waited.Should().Be(3);
        queueing.Now.InFlight.Should().Be(1);
    }

    [Fact]
    public void Nobody_overtakes_those_who_wait()
    {
        Queueing queueing = new Queueing(2, 2).Fill();
        WaitingCall first = queueing.Wait();
        queueing.Bulkhead.TryEnter(out _).Should().BeFalse();
        queueing.Bulkhead.Release();
        first.Answer.Should().Be(WaitAnswer.Granted);
        queueing.Bulkhead.TryEnter(out _).Should().BeFalse();
        queueing.Bulkhead.Release();
        queueing.Bulkhead.TryEnter(out _).Should().BeTrue();
    }

    [Fact]
    public void The_more_important_are_served_first()
    {
        Queueing queueing = new Queueing(1, 10).Fill();
        BulkheadPriority[] come =
        [
            BulkheadPriority.Normal, BulkheadPriority.Lowest, BulkheadPriority.Highest, BulkheadPriority.Low, BulkheadPriority.High,
            BulkheadPriority.Normal, BulkheadPriority.Highest,
        ];
        (BulkheadPriority Priority, int Number, WaitingCall Call)[] calls =
            [.. come.Select((priority, number) => (priority, number, queueing.Wait(priority)))];
        foreach ((_, _, WaitingCall next) in calls.OrderByDescending(static call => call.Priority).ThenBy(static call => call.Number))
        {
            next.Answer.Should().Be(WaitAnswer.None);
            queueing.Bulkhead.Release();
            next.Answer.Should().Be(WaitAnswer.Granted);
        }
    }

    [Fact]
    public void A_full_queue_drops_its_newest_call_of_the_lowest_priority_for_a_more_important_one()
    {
        Queueing queueing = new Queueing(1, 3).Fill();
        WaitingCall low = queueing.Wait(BulkheadPriority.Low);
        WaitingCall normal = queueing.Wait();
        WaitingCall newestLow = queueing.Wait(BulkheadPriority.Low);

        WaitingCall high = queueing.Wait(BulkheadPriority.High);
        newestLow.Answer.Should().Be(WaitAnswer.Shed);
        WaitingCall another = queueing.Wait();
        low.Answer.Should().Be(WaitAnswer.Shed);
        WaitingCall refused = queueing.Wait();
        refused.Answer.Should().Be(WaitAnswer.Full);

        new[] { high, normal, another }.Should().OnlyContain(static call => call.Answer == WaitAnswer.None);
        queueing.Now.Should().Match<BulkheadSnapshot>(static now => now.RejectedShed == 2 && now.RejectedFull == 1 && now.Queued == 3);
    }

    [Fact]
    public void A_priority_out_of_range_counts_as_the_nearest()
    {
        Queueing queueing = new Queueing(1, 2).Fill();
        WaitingCall least = queueing.Wait((BulkheadPriority)(-100));
        WaitingCall most = queueing.Wait((BulkheadPriority)100);
        queueing.Bulkhead.Release();
        most.Answer.Should().Be(WaitAnswer.Granted);
        WaitingCall lowest = queueing.Wait(BulkheadPriority.Lowest);
        queueing.Bulkhead.Release();
        least.Answer.Should().Be(WaitAnswer.Granted);
        lowest.Answer.Should().Be(WaitAnswer.None);
    }

    [Fact]
    public void A_call_waits_no_longer_than_it_may_and_never_less()
    {
        Queueing queueing = new Queueing(1, 2).Fill();
        WaitingCall call = queueing.Wait();
        queueing.Advance(9.999_999);
        call.Answer.Should().Be(WaitAnswer.None);
        queueing.Advance(0.001);
        call.Answer.Should().Be(WaitAnswer.TimedOut);
        queueing.Now.RejectedQueueTimeout.Should().Be(1);
        queueing.Now.Queued.Should().Be(0);

        // The permit goes to nobody, and is not lost.
        queueing.Bulkhead.Release();
        queueing.Bulkhead.TryEnter(out _).Should().BeTrue();
    }

    [Fact]
    public void A_call_whose_time_is_up_is_not_answered_twice()
    {
        Queueing queueing = new Queueing(1, 2).Fill();
        WaitingCall first = queueing.Wait(patience: TimeSpan.FromSeconds(1));
        WaitingCall second = queueing.Wait();
        queueing.Bulkhead.Release();
        queueing.Advance(60);
        first.Answer.Should().Be(WaitAnswer.Granted);
        second.Answer.Should().Be(WaitAnswer.TimedOut);
        queueing.Now.InFlight.Should().Be(1);
    }

    [Fact]
    public async Task A_cancelled_call_leaves_the_queue_at_once()
    {
        Queueing queueing = new Queueing(1, 2).Fill();
        using var caller = new CancellationTokenSource();
        Task<BulkheadPermit> call = queueing.Bulkhead.EnterAsync(cancellationToken: caller.Token).AsTask();
        WaitingCall next = queueing.Wait();
        await caller.CancelAsync();
        queueing.Now.Queued.Should().Be(1);
        queueing.Now.CancelledInQueue.Should().Be(1);
        Func<Task> wait = () => call;
        (await wait.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
        queueing.Bulkhead.Release();
        next.Answer.Should().Be(WaitAnswer.Granted);
    }

    [Fact]
    public void A_synchronous_call_is_cancelled_too()
    {
        Queueing queueing = new Queueing(1, 2).Fill();
        using var caller = new CancellationTokenSource();
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                queueing.Bulkhead.Enter(cancellationToken: caller.Token);
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        });
        thread.Start();
        SpinWait.SpinUntil(() => queueing.Now.Queued == 1);
        caller.Cancel();
        thread.Join();
        thrown.Should().BeOfType<OperationCanceledException>().Which.CancellationToken.Should().Be(caller.Token);
        queueing.Now.Queued.Should().Be(0);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_takes_nothing()
    {
        var bulkhead = new Bulkhead(new() { QueueLimit = 1 });
        var cancelled = new CancellationToken(canceled: true);
        Func<Task> wait = async () => await bulkhead.EnterAsync(cancellationToken: cancelled);
        await wait.Should().ThrowAsync<OperationCanceledException>();
        Action enter = () => bulkhead.Enter(cancellationToken: cancelled);
        enter.Should().Throw<OperationCanceledException>();
        bulkhead.Snapshot().Admitted.Should().Be(0);
    }

    [Fact]
    public void A_lower_queue_limit_lets_those_stay_who_wait()
    {
        Queueing queueing = new Queueing(1, 3).Fill();
        WaitingCall[] calls = [queueing.Wait(), queueing.Wait()];
        queueing.Bulkhead.QueueLimit = 0;
        queueing.Wait(BulkheadPriority.Highest).Answer.Should().Be(WaitAnswer.Full);
        calls.Should().OnlyContain(static call => call.Answer == WaitAnswer.None);
        queueing.Bulkhead.Release();
        queueing.Bulkhead.Release();
        calls.Should().OnlyContain(static call => call.Answer == WaitAnswer.Granted);
        queueing.Bulkhead.QueueLimit = 1;
        queueing.Wait().Answer.Should().Be(WaitAnswer.None);
        Action set = () => queueing.Bulkhead.QueueLimit = -1;
        set.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Whoever_gives_a_permit_back_does_not_run_what_comes_next()
    {
        Queueing queueing = new Queueing(1, 1).Fill();
        var ran = new TaskCompletionSource<int>();
        Task waiting = WaitAsync();
        int here = Environment.CurrentManagedThreadId;
        using (var blocked = new ManualResetEventSlim())
        {
            var releasing = new Thread(() =>
            {
                here = Environment.CurrentManagedThreadId;
                queueing.Bulkhead.Release();
                blocked.Wait(Token);
            });
            releasing.Start();
            (await ran.Task.WaitAsync(Token)).Should().NotBe(here);
            blocked.Set();
            releasing.Join();
        }

        await waiting;

        async Task WaitAsync()
        {
            using (await queueing.Bulkhead.EnterAsync(cancellationToken: Token).ConfigureAwait(false))
                ran.SetResult(Environment.CurrentManagedThreadId);
        }
    }

    [Fact]
    public void A_timer_that_fires_early_is_set_again()
    {
        var clock = new HandClock();
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 }, clock);
        bulkhead.TryEnter(out _);
        WaitingCall call = bulkhead.StartWaiting(2, TimeSpan.FromMilliseconds(1.5), Token);
        HandTimer timer = clock.Timers.Single();
        timer.Due.Should().Be(TimeSpan.FromMilliseconds(2));
        clock.Now = TimeSpan.FromMilliseconds(1.4).Ticks;
        timer.Fire();
        call.Answer.Should().Be(WaitAnswer.None);
        timer.Due.Should().Be(TimeSpan.FromMilliseconds(1));
        clock.Now = TimeSpan.FromMilliseconds(1.5).Ticks;
        timer.Fire();
        call.Answer.Should().Be(WaitAnswer.TimedOut);
        call.Unwatch();
        timer.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void A_clock_that_stands_still_does_not_keep_anybody_for_ever()
    {
        var clock = new HandClock();
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 }, clock);
        bulkhead.TryEnter(out _);
        WaitingCall call = bulkhead.StartWaiting(2, TimeSpan.FromSeconds(1), Token);
        for (int i = 0; i < 4; i++)
        {
            call.Answer.Should().Be(WaitAnswer.None);
            clock.Timers.Single().Fire();
        }

        call.Answer.Should().Be(WaitAnswer.TimedOut);
    }

    [Fact]
    public void A_clock_that_throws_costs_no_place()
    {
        var clock = new CircuitBreakers.FaultyClock();
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 }, clock);
        bulkhead.TryEnter(out BulkheadPermit permit);
        clock.Fails = true;
        Action wait = () => bulkhead.StartWaiting(2, TimeSpan.FromSeconds(1), Token);
        wait.Should().Throw<TestException>();
        bulkhead.Snapshot().Queued.Should().Be(0);
        permit.Dispose();
        bulkhead.TryEnter(out _).Should().BeTrue();
    }
}
