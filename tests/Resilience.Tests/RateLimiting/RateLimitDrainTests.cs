using Microsoft.Extensions.Time.Testing;

namespace Resilience.RateLimiting;

public sealed class RateLimitDrainTests
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, Kinds]
    public void After_a_drain_for_a_time_there_is_one_permit_and_then_the_rate(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 11, _clock);
        limit.TryAcquire(3);

        limit.Drain(TimeSpan.FromSeconds(5));

        limit.UntilNext().Should().Be(TimeSpan.FromSeconds(5));
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 0 && it.DrainedFor == TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        limit.TryAcquire().Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 1 && it.DrainedFor == null);
        limit.TryAcquire().Should().BeTrue();
        for (int i = 0; i < 10; i++)
        {
            limit.TryAcquire().Should().BeFalse();
            _clock.Advance(limit.UntilNext());
            limit.Snapshot().Available.Should().Be(1);
            limit.TryAcquire().Should().BeTrue();
        }

        _clock.GetUtcNow().Should().BeCloseTo(new FakeTimeProvider().GetUtcNow().AddSeconds(5.95), TimeSpan.FromMilliseconds(60));
    }

    [Theory, Kinds]
    public void A_drain_for_no_time_in_particular_leaves_the_permits_to_come_back_as_always(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 11, _clock);

        limit.Drain();

        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 0 && it.DrainedFor == null && it.Admitted == 0);
        limit.UntilNext().Should().BeLessThanOrEqualTo(TimeSpan.FromMilliseconds(100));
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        limit.Snapshot().Available.Should().Be(11);
    }

    [Theory, Kinds]
    public void A_drain_for_zero_time_leaves_one_permit(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 11, _clock);
        limit.Drain(TimeSpan.Zero);
        limit.TryAcquire().Should().BeTrue();
        limit.TryAcquire().Should().BeFalse();
    }

    [Theory, Kinds]
    public void A_limit_that_is_drained_for_longer_stays_so(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        limit.Drain(TimeSpan.FromSeconds(30));
        limit.Drain(TimeSpan.FromSeconds(1));
        limit.Drain();
        limit.UntilNext().Should().Be(TimeSpan.FromSeconds(30));
        limit.Drain(TimeSpan.FromSeconds(40));
        limit.UntilNext().Should().Be(TimeSpan.FromSeconds(40));
        limit.Snapshot().DrainedFor.Should().Be(TimeSpan.FromSeconds(40));
    }

    [Theory, Kinds]
    public void A_drain_of_many_at_once_is_one_drain(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        for (int i = 0; i < 100; i++)
            limit.Drain(TimeSpan.FromSeconds(30));

        _clock.Advance(TimeSpan.FromSeconds(30));
        limit.TryAcquire().Should().BeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1.2));
        limit.Snapshot().Available.Should().Be(10);
    }

    [Theory, Kinds]
    public async Task A_call_that_waits_is_held_back_until_the_drain_has_passed(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock, _long);
        limit.Empty();
        Task<bool>[] calls = [.. Enumerable.Range(0, 3).Select(_ => limit.WaitAsync(1, Token).AsTask())];
        limit.Drain(TimeSpan.FromMinutes(1));

        await AdvanceAsync(limit, TimeSpan.FromSeconds(59), waiting: 3);
        calls.Should().OnlyContain(static call => !call.IsCompleted);

        await AdvanceAsync(limit, TimeSpan.FromSeconds(10), waiting: 0);
        (await Task.WhenAll(calls)).Should().Equal(true, true, true);
    }

    [Theory, Kinds]
    public async Task A_call_that_waits_is_refused_if_the_drain_takes_too_long_for_it(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock, TimeSpan.FromSeconds(2));
        limit.Empty();
        Task<bool> call = limit.WaitAsync(1, Token).AsTask();
        limit.Drain(TimeSpan.FromMinutes(1));

        await AdvanceAsync(limit, TimeSpan.FromSeconds(2), waiting: 0);

        (await call).Should().BeFalse();
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Rejected == 1 && it.Waiting == 0);
    }

    [Theory, Kinds]
    public void What_is_reserved_stays_reserved(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        limit.Empty();
        RateReservation reservation = limit.Reserve(1, _long);
        limit.Drain(TimeSpan.FromSeconds(30));
        reservation.IsGranted.Should().BeTrue();
        limit.UntilNext().Should().Be(TimeSpan.FromSeconds(30));
        reservation.Refund().Should().BeTrue();
        limit.UntilNext().Should().Be(TimeSpan.FromSeconds(30));
    }

    [Theory, Kinds]
    public void No_time_that_is_out_of_range_drains_a_limit(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock);
        limit.Invoking(static it => it.Drain(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();
        limit.Invoking(static it => it.Drain(TimeSpan.FromDays(50))).Should().Throw<ArgumentOutOfRangeException>();
        limit.TryAcquire().Should().BeTrue();
    }

    /// <summary>Moves the clock in small steps, and lets whoever is woken go on; until as many wait as are expected.</summary>
    private async Task AdvanceAsync(RateLimit limit, TimeSpan time, int waiting)
    {
        for (TimeSpan step = TimeSpan.FromMilliseconds(50); time > TimeSpan.Zero; time -= step)
        {
            _clock.Advance(step);
            for (int i = 0; i < 20; i++)
                await Task.Yield();
        }

        while (limit.Snapshot().Waiting != waiting)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
