using CsCheck;
using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>Against the definition, and against the promise itself. A tick of the clock here is a millisecond.</summary>
public sealed class SlidingWindowModelTests
{
    private static readonly Gen<Shape> _shapes =
        from permits in Gen.Int[1, 12]
        from length in Gen.Long[1, 60]
        from segments in Gen.Int[1, 12]
        where length * segments >= 10
        select new Shape(permits, length, segments);

    [Fact]
    public void Random_requests_and_refunds_are_answered_as_by_the_definition() =>
        Gen.Select(_shapes, LimitStep.Sequences).Sample(
            static (shape, steps) =>
            {
                (HandClock clock, SlidingWindow window) = Window(shape);
                var model = new WindowModel(shape.Permits, shape.Length, shape.Segments);
                var kept = new List<(long Segment, int Weight, RateReservation Reservation)>();
                foreach (LimitStep step in steps)
                {
                    clock.Now += step.Pause;
                    int weight = Math.Min(step.Weight, shape.Permits);
                    (long Wait, long Segment)? expected = model.Take(clock.Now, weight, step.Patience);
                    RateReservation reservation = window.Reserve(weight, TimeSpan.FromMilliseconds(step.Patience));
                    reservation.IsGranted.Should().Be(expected is not null);
                    if (expected is { } grant)
                    {
                        reservation.Delay.TotalMilliseconds.Should().Be(grant.Wait);
                        kept.Add((grant.Segment, weight, reservation));
                    }

                    if (step.Refund < kept.Count)
                    {
                        (long segment, int returned, RateReservation unused) = kept[^(step.Refund + 1)];
                        kept.RemoveAt(kept.Count - 1 - step.Refund);
                        unused.Refund().Should().BeTrue();
                        model.Return(segment, returned);
                    }
                }
            },
            iter: 5_000);

    [Fact]
    public void No_window_has_more_than_the_permits_whatever_is_given_back_and_whenever() =>
        Gen.Select(_shapes, LimitStep.SequencesWithDrains).Sample(
            static (shape, steps) =>
            {
                (HandClock clock, SlidingWindow window) = Window(shape);
                var run = new LimitRun(window, clock);
                foreach (LimitStep step in steps)
                    run.Do(step, shape.Permits);

                WindowBound.Most(run.Kept, shape.Length * shape.Segments).Should().BeLessThanOrEqualTo(shape.Permits);
            },
            iter: 10_000);

    [Fact]
    public void A_permit_comes_back_when_the_window_has_passed_it_up_to_a_segment_late() =>
        Gen.Select(_shapes, Gen.Long[0, 10_000]).Sample(
            static (shape, begin) =>
            {
                (HandClock clock, SlidingWindow window) = Window(shape);
                clock.Now = begin;
                window.TryAcquire(shape.Permits).Should().BeTrue();
                window.TryAcquire(1, out TimeSpan retryAfter).Should().BeFalse();

                long wait = (long)retryAfter.TotalMilliseconds;
                wait.Should().BeGreaterThan(shape.Length * shape.Segments).And.BeLessThanOrEqualTo(shape.Length * (shape.Segments + 1));
                clock.Now = begin + wait - 1;
                window.TryAcquire().Should().BeFalse();
                clock.Now++;
                window.TryAcquire(shape.Permits).Should().BeTrue();
            },
            iter: 1_000);

    [Fact]
    public void What_was_given_is_counted() =>
        Gen.Select(_shapes, LimitStep.SequencesWithDrains, Gen.Int[0, 9].Array[60]).Sample(
            static (shape, steps, steering) =>
            {
                (HandClock clock, SlidingWindow window) = Window(shape);
                var run = new LimitRun(window, clock);
                for (int i = 0; i < steps.Length; i++)
                {
                    run.Do(steps[i], shape.Permits);
                    if (steering[i] == 9)
                        window.Change(shape.Permits, shape.Window, shape.Segments);
                }

                RateLimitSnapshot snapshot = window.Snapshot();
                snapshot.Admitted.Should().Be(run.Given);
                snapshot.Refunded.Should().Be(run.Refunded);
                snapshot.Rejected.Should().Be(run.Refused);
            },
            iter: 2_000);

    private static (HandClock Clock, SlidingWindow Window) Window(Shape shape)
    {
        var clock = new HandClock(frequency: 1_000);
        return (clock, new(new() { Permits = shape.Permits, Window = shape.Window, Segments = shape.Segments }, clock));
    }

    private sealed record Shape(int Permits, long Length, int Segments)
    {
        public TimeSpan Window => TimeSpan.FromMilliseconds(Length * Segments);
    }
}
