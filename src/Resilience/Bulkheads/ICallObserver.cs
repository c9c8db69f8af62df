namespace Resilience.Bulkheads;

/// <summary>
/// Learns how long the calls of a bulkhead take, and may resize it by what it learns. A bulkhead without one pays nothing for it.
/// </summary>
internal interface ICallObserver
{
    /// <summary>A call has given its permit back. Calls of which nothing can be learned, such as cancelled ones, are not told.</summary>
    /// <param name="bulkhead">Where; <see cref="Bulkhead.Resize(int, string)"/> may be called.</param>
    /// <param name="duration">How long it had the permit, by the bulkhead's clock.</param>
    /// <param name="inFlight">How many permits were in use when it got its own, itself included.</param>
    /// <param name="isDropped">Whether it failed in a way that says there is too much to do.</param>
    void CallEnded(Bulkhead bulkhead, TimeSpan duration, int inFlight, bool isDropped);
}
