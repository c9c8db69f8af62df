namespace Resilience.RateLimiting;

/// <summary>A sliding window by its definition: every grant is kept, and every window of whole segments is summed up anew.</summary>
internal sealed class WindowModel(int permits, long length, int segments)
{
    private readonly List<(long Segment, int Weight)> _grants = [];

    /// <summary>Takes permits at a moment, if they are due within the patience; returns after how long, and in which segment.</summary>
    public (long Wait, long Segment)? Take(long now, int weight, long patience)
    {
        long present = now / length;
        if (Enumerable.Range(0, segments + 1).All(back => Sum(present - back) + weight <= permits))
            return Grant(0, present, weight);
        long place = _grants.Select(static grant => grant.Segment).Append(present).Max();
        while (Sum(place - segments) + weight > permits)
            place++;
        long wait = (place * length) - now;
        return wait <= patience ? Grant(wait, place, weight) : null;
    }

    public void Return(long segment, int weight) => _grants.Remove((segment, weight)).Should().BeTrue();

    private (long Wait, long Segment) Grant(long wait, long segment, int weight)
    {
        _grants.Add((segment, weight));
        return (wait, segment);
    }

    /// <summary>The permits of the window that begins with a segment and touches one more than it holds.</summary>
    private long Sum(long first) =>
        _grants.Where(grant => grant.Segment >= first && grant.Segment <= first + segments).Sum(static grant => (long)grant.Weight);
}
