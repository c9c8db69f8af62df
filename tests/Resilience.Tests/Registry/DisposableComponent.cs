namespace Resilience.Registry;

/// <summary>Counts how often it is disposed of.</summary>
internal sealed class DisposableComponent : IDisposable
{
    public int Disposals { get; private set; }

    public void Dispose() => Disposals++;
}
