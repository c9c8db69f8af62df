namespace Resilience.Pipelines.Calls;

/// <summary>The mode of a synchronous call.</summary>
internal readonly struct OnCallersThread : ICallMode
{
    public static bool IsSynchronous => true;
}
