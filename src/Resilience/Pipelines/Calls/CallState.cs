namespace Resilience.Pipelines.Calls;

/// <summary>Tells a state that the caller gave from the one that calls without state are made of.</summary>
internal static class CallState
{
    /// <summary>
    /// The state, boxed; null if it is the callback itself, which is what a call without state hands on. A caller who hands over a callback
    /// of the very form of the call is taken for one without state, too.
    /// </summary>
    public static object? Of<TCallback>(object? state)
        where TCallback : Delegate =>
        state is TCallback ? null : state;
}
