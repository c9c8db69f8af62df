using System.Threading.RateLimiting;

namespace Resilience.SystemRateLimiting;

/// <summary>A lease that counts how often it is disposed of.</summary>
internal sealed class HandLease(bool isAcquired, TimeSpan? retryAfter) : RateLimitLease
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public override bool IsAcquired => isAcquired;

    public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
        return metadata is not null;
    }

    protected override void Dispose(bool disposing)
    {
        Interlocked.Increment(ref _disposals);
        base.Dispose(disposing);
    }
}
