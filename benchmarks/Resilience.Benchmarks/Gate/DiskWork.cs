namespace Resilience.Benchmarks.Gate;

/// <summary>What a <see cref="DiskContender"/> calls.</summary>
internal abstract class DiskWork(string folder) : IDisposable
{
    public string Folder { get; } = folder;

    public abstract void Call();

    public abstract void Dispose();
}
