namespace Resilience.Registry;

/// <summary>
/// What a generation owns. When another takes its place, calls that have begun still use it: it goes when the last of them has ended, and
/// a moment later, for one that has looked the pipeline up and not entered it yet.
/// </summary>
internal sealed class OwnedComponents(IReadOnlyList<object> items, TimeProvider clock)
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    private object[] _items = [.. items];
    private ITimer? _timer;
    private long _inside;
    private int _isRetired;

    public bool IsEmpty { get; } = items.Count == 0;

    /// <summary>Whether there is nothing left to dispose of.</summary>
    public bool IsGone => Volatile.Read(ref _items).Length == 0;

    public void Enter() => Interlocked.Increment(ref _inside);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _inside) == 0 && Volatile.Read(ref _isRetired) != 0)
            Volatile.Read(ref _timer)?.Change(_grace, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Another generation has taken the place; what it has taken over stays.</summary>
    public void Retire(IReadOnlyList<object> kept)
    {
        _items = [.. _items.Except(kept)];
        if (_items.Length == 0)
            return;
        ITimer timer = clock.CreateTimer(static owned => ((OwnedComponents)owned!).Look(), this, _grace, Timeout.InfiniteTimeSpan);
        Volatile.Write(ref _timer, timer);
        Volatile.Write(ref _isRetired, 1);
    }

    /// <summary>Takes what is there, to be disposed of at once.</summary>
    public object[] Take()
    {
        Volatile.Read(ref _timer)?.Dispose();
        return Interlocked.Exchange(ref _items, []);
    }

    private void Look()
    {
        if (Volatile.Read(ref _inside) != 0)
            return;
        foreach (object item in Take())
            Disposal.OfQuietly(item);
    }
}
