namespace Resilience.Registry;

/// <summary>Two holds that are let go of together.</summary>
internal sealed class HoldPair(IDisposable first, IDisposable second) : IDisposable
{
    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
