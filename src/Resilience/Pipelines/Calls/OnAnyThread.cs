namespace Resilience.Pipelines.Calls;

/// <summary>The mode of an asynchronous call.</summary>
internal readonly struct OnAnyThread : ICallMode
{
    public static bool IsSynchronous => false;
}
