using Microsoft.Extensions.Time.Testing;

namespace Resilience.RateLimiting;

public sealed class TokenBucketRefundTests
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_newest_permits_are_as_if_never_taken()
    {
        TokenBucket bucket = Bucket(burst: 5);
        bucket.TryAcquire(2);
        RateReservation reservation = bucket.Reserve(3);

        reservation.Refund().Should().BeTrue();
        reservation.Refund().Should().BeFalse();

        bucket.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 3 && it.Refunded == 3 && it.Admitted == 5);
    }

    [Fact]
    public void An_older_permit_comes_back_while_it_is_missing()
    {
        TokenBucket bucket = Bucket(burst: 5);
        RateReservation reservation = bucket.Reserve(2);
        bucket.TryAcquire(3);
        bucket.Snapshot().Available.Should().Be(0);

        reservation.Refund();

        bucket.Snapshot().Available.Should().Be(2);
    }

    [Fact]
    public void A_permit_that_has_come_anew_is_not_there_twice()
    {
        TokenBucket bucket = Bucket(burst: 5);
        RateReservation reservation = bucket.Reserve(2);
        Advance(200);
        bucket.TryAcquire(5).Should().BeTrue("two have come since");

        reservation.Refund();

        bucket.Snapshot().Available.Should().Be(0);
    }

    [Fact]
    public void A_full_bucket_has_no_use_for_a_refund()
    {
        TokenBucket bucket = Bucket(burst: 5);
        RateReservation reservation = bucket.Reserve(2);
        Advance(10_000);

        reservation.Refund().Should().BeTrue();

        bucket.TryAcquire(5).Should().BeTrue();
        bucket.TryAcquire().Should().BeFalse();
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 0, 2)]
    public void When_all_go_who_wait_the_next_is_served_at_once_in_whatever_order_they_go(params int[] order)
    {
        TokenBucket bucket = Bucket(burst: 1);
        bucket.Empty();
        RateReservation[] reservations = [.. Enumerable.Range(0, 3).Select(_ => bucket.Reserve(1, _long))];
        bucket.UntilNext().Should().Be(TimeSpan.FromMilliseconds(400));

        foreach (int at in order)
            reservations[at].Refund();

        bucket.UntilNext().Should().Be(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void A_place_in_the_middle_is_lost_as_far_as_those_behind_it_have_their_moments()
    {
        TokenBucket bucket = Bucket(burst: 1);
        bucket.Empty();
        bucket.Reserve(1, _long);
        RateReservation second = bucket.Reserve(1, _long);
        RateReservation third = bucket.Reserve(1, _long);
        third.Delay.Should().Be(TimeSpan.FromMilliseconds(300));

        second.Refund();
        bucket.UntilNext().Should().Be(TimeSpan.FromMilliseconds(400));
        third.Refund();
        bucket.UntilNext().Should().Be(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void A_larger_burst_has_room_for_others_at_once_when_somebody_before_them_goes()
    {
        TokenBucket bucket = Bucket(burst: 3);
        bucket.Empty();
        RateReservation first = bucket.Reserve(3, _long);
        RateReservation second = bucket.Reserve(1, _long);
        second.Delay.Should().Be(TimeSpan.FromMilliseconds(400));

        first.Refund();

        Advance(300);
        bucket.Snapshot().Available.Should().Be(1, "with it and the promised one, three come within 400 ms and one a little later");
    }

    [Fact]
    public void What_was_taken_past_an_older_promise_does_not_come_back_when_that_is_used()
    {
        TokenBucket bucket = Bucket(burst: 5);
        bucket.Empty();
        RateReservation first = bucket.Reserve(5, _long);
        RateReservation second = bucket.Reserve(5, _long);
        RateReservation used = bucket.Reserve(1, _long);
        RateReservation last = bucket.Reserve(1, _long);
        used.Delay.Should().Be(TimeSpan.FromMilliseconds(1_100));
        first.Refund();
        second.Refund();

        Advance(900);
        RateReservation past = bucket.Reserve(1);
        past.IsGranted.Should().BeTrue();
        last.Refund();
        Advance(200);
        past.Refund();

        // One falls due now; a burst of five is all there may be.
        bucket.Snapshot().Available.Should().Be(4);
    }

    [Fact]
    public void A_drain_takes_away_what_might_have_come_back()
    {
        TokenBucket bucket = Bucket(burst: 3);
        RateReservation used = bucket.Reserve(1);
        bucket.TryAcquire(2);
        RateReservation promised = bucket.Reserve(2, _long);

        bucket.Drain(Limits.Second);
        used.Refund().Should().BeTrue();
        promised.Refund().Should().BeTrue();

        bucket.UntilNext().Should().Be(Limits.Second);
        Advance(1_000);
        bucket.Snapshot().Available.Should().Be(1);
    }

    [Fact]
    public void A_promise_is_given_back_to_the_rate_of_today()
    {
        TokenBucket bucket = Bucket(burst: 1);
        bucket.Empty();
        RateReservation[] waiting = [.. Enumerable.Range(0, 10).Select(_ => bucket.Reserve(1, _long))];
        bucket.Change(1, TimeSpan.FromMinutes(1));
        bucket.UntilNext().Should().BeCloseTo(TimeSpan.FromMinutes(11), TimeSpan.FromSeconds(1));

        foreach (RateReservation reservation in waiting)
            reservation.Refund();

        bucket.UntilNext().Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void What_was_used_under_another_rate_does_not_come_back()
    {
        TokenBucket bucket = Bucket(burst: 3);
        RateReservation reservation = bucket.Reserve(3);
        bucket.Change(20, Limits.Second, 3);

        reservation.Refund().Should().BeTrue();

        bucket.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 0 && it.Admitted == 3 && it.Refunded == 3);
    }

    private TokenBucket Bucket(int burst) => new(new() { Permits = 10, Burst = burst }, _clock);

    private void Advance(double milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
