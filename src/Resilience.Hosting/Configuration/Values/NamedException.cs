namespace Resilience.Hosting.Configuration.Values;

/// <summary>An exception that settings may name.</summary>
/// <param name="Name">What tells it apart from all others, also from those that have the same short name.</param>
/// <param name="Filter">Chooses attempts that end with it.</param>
internal sealed record NamedException(string Name, FailureFilter Filter)
{
    public override string ToString() => Name;
}
