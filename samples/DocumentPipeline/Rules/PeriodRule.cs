using System.Globalization;
using System.Text.RegularExpressions;
using DocumentPipeline.Finances;
using DocumentPipeline.Text;

namespace DocumentPipeline.Rules;

/// <summary>The plan covers a term of government, and the years over its tables lie within it.</summary>
internal static class PeriodRule
{
    private const int TermInYears = 4;

    /// <summary>Judges a plan: the period of its title counts, else the first one that is a term long, else the first one.</summary>
    public static Verdict Judge(PlanText plan)
    {
        List<(int First, int Last, Sentence Place)> periods = [.. Periods(plan)];
        if (periods.Count == 0)
        {
            return Verdict.Failed("No period of years was found.");
        }

        int index = periods.FindIndex(static period => LengthOf(period) == TermInYears);
        (int first, int last, Sentence place) = periods[Math.Max(0, index)];
        if (index < 0)
        {
            return Verdict.Failed(
                string.Create(CultureInfo.InvariantCulture, $"{first}-{last} is no term of {TermInYears} years."), place);
        }

        foreach (FigureTable table in plan.Tables)
        {
            int[] outside = [.. YearsOf(table).Where(year => year < first || year > last)];
            bool hasInside = YearsOf(table).Any(year => year >= first && year <= last);
            if (outside.Length > 0 && hasInside)
            {
                return Verdict.Partial(
                    $"A table has years outside {first}-{last}: {string.Join(", ", outside)}.",
                    new Sentence($"{first}-{last}", table.Page));
            }
        }

        return Verdict.Passed($"{first}-{last} is a term of {TermInYears} years, and tables keep to it.", place);
    }

    private static int LengthOf((int First, int Last, Sentence Place) period) => period.Last - period.First + 1;

    private static IEnumerable<(int First, int Last, Sentence Place)> Periods(PlanText plan)
    {
        IEnumerable<Sentence> places = plan.AllLines.Select(static line => new Sentence(line.Text, line.Page));
        foreach (Sentence place in places.Prepend(new Sentence(plan.Title, 1)))
        {
            foreach (Match match in RuleWords.Period().Matches(PlanText.Folded(place.Text)))
            {
                int first = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                int last = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
                if (last > first)
                {
                    yield return (first, last, place);
                }
            }
        }
    }

    private static IEnumerable<int> YearsOf(FigureTable table) =>
        table.Columns
            .Select(column => RuleWords.Year().Match(table.Headers[column] ?? ""))
            .Where(static match => match.Success)
            .Select(static match => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture))
            .Distinct();
}
