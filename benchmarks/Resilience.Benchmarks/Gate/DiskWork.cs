namespace Resilience.Benchmarks.Gate;

/// <summary>What a <see cref="DiskContender"/> calls.</summary>
internal abstract class DiskWork
{
    public abstract void Call();
}
