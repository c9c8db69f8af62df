using Microsoft.Extensions.Time.Testing;
using Resilience.Timing;

namespace Resilience.RateLimiting;

public sealed class RateLimitWaitingTests
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, Kinds]
    public async Task A_call_waits_until_its_permit_is_due(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 2, _clock, _long);
        (await limit.WaitAsync(2, Token)).Should().BeTrue("that was there");

        Task<bool> waiting = limit.WaitAsync(1, Token).AsTask();
        TimeSpan delay = UntilDue(limit);
        limit.Snapshot().Waiting.Should().Be(1);
        _clock.Advance(delay - TimeSpan.FromTicks(1));
        waiting.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));

        (await waiting).Should().BeTrue();
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Waiting == 0 && it.Waited == 2 && it.Admitted == 4 && it.Refunded == 1);
    }

    [Theory, Kinds]
    public async Task Calls_get_their_permits_in_the_order_in_which_they_came(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        limit.Empty();
        var order = new List<int>();
        Task[] calls = [.. Enumerable.Range(0, 20).Select(CallAsync)];

        while (order.Count < calls.Length)
        {
            int before = order.Count;
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            foreach (Task call in calls.Take(before + 1))
                await Task.WhenAny(call, Task.CompletedTask);
            order.Count.Should().BeLessThanOrEqualTo(before + 1, "one permit comes at a time");
        }

        await Task.WhenAll(calls);
        order.Should().Equal(Enumerable.Range(0, 20));

        async Task CallAsync(int number)
        {
            (await limit.WaitAsync(1, Token)).Should().BeTrue();
            lock (order)
                order.Add(number);
        }
    }

    [Theory, Kinds]
    public async Task A_call_that_could_not_get_its_permit_in_time_is_refused_at_once(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, Limits.Second / 2);
        limit.Empty();

        ValueTask<bool> waiting = limit.WaitAsync(1, Token);

        waiting.IsCompleted.Should().BeTrue();
        (await waiting).Should().BeFalse();
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Waiting == 0 && it.Rejected == 1 && it.Admitted == 1);
    }

    [Theory, Kinds]
    public async Task No_more_calls_wait_than_there_are_places_and_a_place_is_free_again_however_a_wait_ends(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long, static options => options.QueueLimit = 2);
        limit.Empty();
        using var caller = new CancellationTokenSource();
        Task<bool> first = limit.WaitAsync(1, Token).AsTask();
        Task<bool> second = limit.WaitAsync(1, caller.Token).AsTask();
        (await limit.WaitAsync(1, Token)).Should().BeFalse();
        limit.Snapshot().Waiting.Should().Be(2);

        await caller.CancelAsync();
        await second.Invoking(static it => it).Should().ThrowAsync<OperationCanceledException>();
        limit.Snapshot().Waiting.Should().Be(1);

        _clock.Advance(TimeSpan.FromSeconds(2));
        (await first).Should().BeTrue();
        limit.Snapshot().Waiting.Should().Be(0);
    }

    [Theory, Kinds]
    public void A_request_that_makes_no_sense_takes_no_place(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 2, _clock, _long);
        limit.Invoking(static it => it.WaitAsync(-1)).Should().Throw<ArgumentOutOfRangeException>();
        limit.Invoking(static it => it.TryAcquire(-1)).Should().Throw<ArgumentOutOfRangeException>();
        limit.Invoking(static it => it.Reserve(-1)).Should().Throw<ArgumentOutOfRangeException>();
        limit.Invoking(static it => it.Reserve(1, TimeSpan.FromSeconds(-1))).Should().Throw<ArgumentOutOfRangeException>();
        limit.Invoking(static it => it.Reserve(1, TimeSpan.FromDays(50))).Should().Throw<ArgumentOutOfRangeException>();

        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Waiting == 0 && it.Rejected == 0 && it.Admitted == 0);
    }

    [Theory, Kinds]
    public async Task More_than_there_can_ever_be_is_refused_and_nothing_is_always_granted(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 2, _clock, _long);
        limit.TryAcquire(3, out TimeSpan retryAfter).Should().BeFalse();
        retryAfter.Should().Be(Timeout.InfiniteTimeSpan);
        (await limit.WaitAsync(3, Token)).Should().BeFalse();
        limit.Reserve(3).Should().Match<RateReservation>(static it => !it.IsGranted && it.Delay == Timeout.InfiniteTimeSpan);

        limit.Empty();
        limit.TryAcquire(0).Should().BeTrue();
        (await limit.WaitAsync(0, Token)).Should().BeTrue();
        RateReservation nothing = limit.Reserve(0);
        nothing.IsGranted.Should().BeTrue();
        nothing.Refund().Should().BeTrue();
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Admitted == 2 && it.Rejected == 3 && it.Refunded == 0);
    }

    [Theory, Kinds]
    public async Task A_cancelled_wait_gives_its_permits_back(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        limit.Empty();
        TimeSpan next = limit.UntilNext();
        using var caller = new CancellationTokenSource();
        Task<bool>[] calls = [.. Enumerable.Range(0, 50).Select(_ => limit.WaitAsync(1, caller.Token).AsTask())];
        limit.UntilNext().Should().BeGreaterThan(next * 50);

        await caller.CancelAsync();
        foreach (Task<bool> call in calls)
        {
            (await call.Invoking(static it => it).Should().ThrowAsync<OperationCanceledException>())
                .Which.CancellationToken.Should().Be(caller.Token);
        }

        limit.UntilNext().Should().Be(next);
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Waiting == 0 && it.Refunded == 50);
    }

    [Theory, Kinds]
    public async Task A_token_that_is_cancelled_already_takes_nothing(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        ValueTask<bool> call = limit.WaitAsync(1, new CancellationToken(canceled: true));
        await call.AsTask().Invoking(static it => it).Should().ThrowAsync<OperationCanceledException>();
        limit.TryAcquire().Should().BeTrue();
    }

    [Theory]
    [InlineData(LimitKind.TokenBucket, true)]
    [InlineData(LimitKind.TokenBucket, false)]
    [InlineData(LimitKind.SlidingWindow, true)]
    [InlineData(LimitKind.SlidingWindow, false)]
    public async Task A_permit_that_is_due_when_its_call_is_cancelled_is_either_used_or_given_back(LimitKind kind, bool dueFirst)
    {
        var clock = new HandClock();
        RateLimit limit = Limits.Create(kind, 1, clock, _long);
        limit.Empty();
        TimeSpan next = limit.UntilNext();
        using var caller = new CancellationTokenSource();
        Task<bool> call = limit.WaitAsync(1, caller.Token).AsTask();
        HandTimer timer = await clock.TimerAsync(0);
        clock.Now += next.Ticks;

        if (dueFirst)
        {
            timer.Fire();
            (await call).Should().BeTrue();
            await caller.CancelAsync();
            limit.Snapshot().Refunded.Should().Be(0);
        }
        else
        {
            await caller.CancelAsync();
            timer.Fire();
            await call.Invoking(static it => it).Should().ThrowAsync<OperationCanceledException>();
            limit.TryAcquire().Should().BeTrue("it is due, and nobody has used it");
        }

        limit.Snapshot().Waiting.Should().Be(0);
    }

    [Theory, Kinds]
    public async Task A_timer_that_fires_early_lets_nobody_through(LimitKind kind)
    {
        var clock = new HandClock();
        RateLimit limit = Limits.Create(kind, 1, clock, _long);
        limit.Empty();
        TimeSpan next = limit.UntilNext();
        Task<bool> call = limit.WaitAsync(1, Token).AsTask();

        HandTimer timer = await clock.TimerAsync(0);
        clock.Now += next.Ticks - 1;
        timer.Fire();
        timer = await clock.TimerAsync(1);
        call.IsCompleted.Should().BeFalse();
        clock.Now++;
        timer.Fire();

        (await call).Should().BeTrue();
    }

    [Theory, Kinds]
    public async Task A_clock_that_breaks_ends_the_wait_and_leaves_no_place_taken(LimitKind kind)
    {
        var clock = new BreakingClock();
        RateLimit limit = Limits.Create(kind, 1, clock, _long);
        limit.Empty();
        TimeSpan next = limit.UntilNext();
        clock.TimersFail = true;

        Func<Task> call = async () => await limit.WaitAsync(1, Token);
        await call.Should().ThrowAsync<TestException>();

        limit.Snapshot().Waiting.Should().Be(0);
        limit.UntilNext().Should().Be(next);
    }

    [Theory, Kinds]
    public async Task Whoever_does_not_need_to_wait_needs_no_place(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long, static options => options.QueueLimit = 0);
        (await limit.WaitAsync(1, Token)).Should().BeTrue();
        (await limit.WaitAsync(1, Token)).Should().BeFalse();
        _clock.Advance(limit.UntilNext());
        (await limit.WaitAsync(1, Token)).Should().BeTrue();
    }

    private static TimeSpan UntilDue(RateLimit limit)
    {
        // The next one in a bucket comes half a second after the one that is waited for; a window has room for both at the same time.
        RateReservation later = limit.Reserve(1, _long);
        later.Refund();
        return limit is TokenBucket ? later.Delay - (Limits.Second / 2) : later.Delay;
    }
}
