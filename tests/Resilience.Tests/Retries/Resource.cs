namespace Resilience.Retries;

/// <summary>A result that must be disposed of when nobody receives it.</summary>
internal abstract class Resource(bool isGood)
{
    public bool IsGood { get; } = isGood;

    public int Disposals { get; protected set; }

    public int AsyncDisposals { get; protected set; }

    public sealed class Sync(bool isGood) : Resource(isGood), IDisposable
    {
        public void Dispose() => Disposals++;
    }

    public sealed class Async(bool isGood) : Resource(isGood), IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            AsyncDisposals++;
        }
    }

    public sealed class Both(bool isGood) : Resource(isGood), IDisposable, IAsyncDisposable
    {
        public void Dispose() => Disposals++;

        public ValueTask DisposeAsync()
        {
            AsyncDisposals++;
            return default;
        }
    }

    public sealed class Broken(bool isGood) : Resource(isGood), IDisposable
    {
        public void Dispose()
        {
            Disposals++;
            throw new InvalidOperationException("dispose");
        }
    }
}
