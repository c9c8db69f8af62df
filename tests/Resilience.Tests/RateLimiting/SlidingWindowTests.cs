using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Resilience.Timing;

namespace Resilience.RateLimiting;

public sealed class SlidingWindowTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Permits_come_back_part_by_part_as_the_window_passes_them()
    {
        SlidingWindow window = Window(permits: 10, segments: 4);
        window.TryAcquire(4).Should().BeTrue();
        Advance(300);
        window.TryAcquire(6).Should().BeTrue();
        window.TryAcquire(1, out TimeSpan retryAfter).Should().BeFalse();
        retryAfter.Should().Be(TimeSpan.FromMilliseconds(950), "the first part ended at 250 ms, and the window passes it at 1,250");

        Advance(949);
        window.TryAcquire().Should().BeFalse();
        Advance(1);
        window.Snapshot().Available.Should().Be(4);
        Advance(250);
        window.Snapshot().Available.Should().Be(10);
    }

    [Fact]
    public void The_burst_at_the_end_of_one_window_and_the_beginning_of_the_next_is_one_burst()
    {
        // What a fixed window allows, and a sliding one is there to prevent.
        SlidingWindow window = Window(permits: 10, segments: 10);
        Advance(999);
        window.TryAcquire(10).Should().BeTrue();
        Advance(2);
        window.TryAcquire().Should().BeFalse();
    }

    [Fact]
    public void Weights_are_taken_as_a_whole_or_not_at_all()
    {
        SlidingWindow window = Window(permits: 10, segments: 10);
        window.TryAcquire(3).Should().BeTrue();
        Advance(500);
        window.TryAcquire(5).Should().BeTrue();

        window.TryAcquire(5, out TimeSpan retryAfter).Should().BeFalse();
        retryAfter.Should().Be(TimeSpan.FromMilliseconds(600));
        window.TryAcquire(6, out retryAfter).Should().BeFalse();
        retryAfter.Should().Be(TimeSpan.FromMilliseconds(1_100), "the second five must go too");
        window.TryAcquire(2).Should().BeTrue();
    }

    [Fact]
    public void One_segment_is_enough()
    {
        SlidingWindow window = Window(permits: 1, segments: 1);
        window.TryAcquire().Should().BeTrue();
        window.UntilNext().Should().Be(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_long_rest_empties_the_window()
    {
        SlidingWindow window = Window(permits: 10, segments: 1_000);
        window.Empty();
        _clock.Advance(TimeSpan.FromDays(365));
        window.TryAcquire(10).Should().BeTrue();
    }

    [Fact]
    public void A_refund_takes_permits_out_of_the_segment_in_which_they_were_taken()
    {
        SlidingWindow window = Window(permits: 10, segments: 10);
        RateReservation first = window.Reserve(4);
        Advance(500);
        RateReservation second = window.Reserve(6);
        window.Snapshot().Available.Should().Be(0);

        first.Refund().Should().BeTrue();
        first.Refund().Should().BeFalse();
        window.Snapshot().Available.Should().Be(4);
        Advance(600);
        window.Snapshot().Available.Should().Be(4, "what comes back by time was given back already");
        second.Refund();
        window.Snapshot().Available.Should().Be(10);
    }

    [Fact]
    public void A_refund_after_the_window_has_passed_changes_nothing()
    {
        SlidingWindow window = Window(permits: 10, segments: 10);
        RateReservation reservation = window.Reserve(4);
        Advance(1_100);
        window.TryAcquire(7).Should().BeTrue();
        reservation.Refund().Should().BeTrue();
        window.Snapshot().Available.Should().Be(3);
    }

    [Fact]
    public void A_call_does_not_get_in_the_way_of_a_promise()
    {
        SlidingWindow window = Window(permits: 10, segments: 10);
        window.TryAcquire(2).Should().BeTrue();
        Advance(500);
        RateReservation unused = window.Reserve(8);
        RateReservation promised = window.Reserve(9, TimeSpan.FromSeconds(2));
        promised.Delay.Should().Be(TimeSpan.FromMilliseconds(1_100), "then the eight of now are gone");
        unused.Refund();
        window.Snapshot().Available.Should().Be(8, "a window has passed these before the promise is due");

        Advance(100);
        window.Snapshot().Available.Should().Be(1, "a window holds what is taken now and the nine to come");
        promised.Refund();
        window.Snapshot().Available.Should().Be(8);
    }

    [Fact]
    public void The_coarse_clock_serves_the_middle_of_a_segment_and_never_gives_too_much() =>
        Gen.Select(
            Gen.Int[1, 20], Gen.Int[0, 9],
            Gen.Select(Gen.OneOf(Gen.Long[0, 3], Gen.Long[0, 300]), Gen.Int[1, 3]).Array[1, 200])
            .Sample(
                static (permits, offset, steps) =>
                {
                    var clock = new HandClock(frequency: 1_000_000);
                    SlidingWindowOptions options = new() { Permits = permits, Window = Limits.Second, Segments = 5 };
                    var window = new SlidingWindow(options, new LimitClock(clock, () => (clock.Now / 10_000 * 10) + offset));
                    var exactClock = new HandClock(frequency: 1_000_000);
                    var exact = new SlidingWindow(options, exactClock);
                    foreach ((long pause, int weight) in steps)
                    {
                        clock.Now = exactClock.Now += pause * 1_000;
                        int taken = Math.Min(weight, permits);
                        window.TryAcquire(taken).Should().Be(exact.TryAcquire(taken), "neither clock sees another segment");
                    }
                },
                iter: 2_000);

    [Fact]
    public void A_slow_clock_has_as_many_segments_as_it_can_count()
    {
        var clock = new HandClock(frequency: 100);
        var window = new SlidingWindow(new() { Permits = 1, Window = TimeSpan.FromMilliseconds(50), Segments = 1_000 }, clock);
        window.TryAcquire().Should().BeTrue();
        window.UntilNext().Should().Be(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void The_window_prints_its_limit_and_its_snapshot_tells_what_happened()
    {
        SlidingWindow window = Window(permits: 4, segments: 10);
        window.ToString().Should().Be("window (4 in any 1 s)");
        window.TryAcquire(3);
        window.Reserve(1).Refund();
        window.TryAcquire(2);
        window.TryAcquire(2);
        window.Reserve(2, TimeSpan.FromSeconds(2));

        window.Snapshot().Should().Be(new RateLimitSnapshot(
            Available: 1, Permits: 4, Period: Limits.Second, Burst: 4, Admitted: 6, Rejected: 2, Waiting: 0, Waited: 1, Refunded: 1,
            DrainedFor: null, WouldHaveRejected: 0));
    }

    private SlidingWindow Window(int permits, int segments) =>
        new(new() { Name = "window", Permits = permits, Segments = segments }, _clock);

    private void Advance(double milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
