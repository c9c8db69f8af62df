namespace Resilience.Hosting.Configuration.Values;

/// <summary>Durations within a range.</summary>
internal sealed class DurationKind(TimeSpan least, TimeSpan most)
    : ValueKind<TimeSpan>(new("duration", Durations.Format(least), Durations.Format(most)))
{
    public override string? Parse(string text, ReadContext context, out TimeSpan value)
    {
        if (!Durations.TryParse(text, out value))
            return "is no duration: write it with its unit, such as '30s' or '200ms', or as '00:00:30'.";
        return value < least || value > most ? $"is out of range: it must be from {Shape.Range}." : null;
    }
}
