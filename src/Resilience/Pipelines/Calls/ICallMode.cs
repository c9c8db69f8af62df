namespace Resilience.Pipelines.Calls;

/// <summary>Whether a call that passes a middleware keeps its caller's thread: all that is remembered of its form there.</summary>
internal interface ICallMode
{
    /// <summary>Whether the caller waits on its own thread.</summary>
    static abstract bool IsSynchronous { get; }
}
