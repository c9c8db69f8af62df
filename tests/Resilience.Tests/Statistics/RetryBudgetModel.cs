namespace Resilience.Statistics;

/// <summary>The budget as a list of everything that ever happened, without any approximation. Times are milliseconds.</summary>
internal sealed class RetryBudgetModel(double ratio, int minimum, int bucketLength)
{
    // 5/7 of 7 calls is 5: a decimal is as far from five sevenths as a double is.
    private const decimal Rounding = 1e-9m;

    private readonly List<long> _calls = [];
    private readonly List<long> _grants = [];

    public long Now { get; private set; }

    public void Advance(long milliseconds) => Now += milliseconds;

    public void RecordCall() => _calls.Add(Now);

    public void RecordGrant() => _grants.Add(Now);

    /// <summary>Whether a retry fits, calls leaving after ten whole buckets and grants after eleven.</summary>
    public bool Allows() => Recent(_grants, 11) < minimum + Math.Floor((decimal)ratio * Recent(_calls, 10) + Rounding);

    /// <summary>How far the grants in the window that ends now exceed what its calls allow, to the millisecond; 0 if they do not.</summary>
    public decimal Excess(long uncertainCalls)
    {
        long from = Now - 10 * bucketLength;
        decimal limit = minimum + (decimal)ratio * (_calls.Count(at => at > from) + uncertainCalls) + Rounding;
        return Math.Max(0, _grants.Count(at => at > from) - limit);
    }

    private int Recent(List<long> times, int buckets) => times.Count(at => at / bucketLength > Now / bucketLength - buckets);
}
