namespace Resilience.Hosting.Configuration.Tables;

/// <summary>A place for a part that may be missing.</summary>
internal sealed class Holder<T>
    where T : class
{
    public T? Value { get; set; }
}
