using System.Globalization;
using System.Numerics;

namespace Resilience.Hosting.Configuration.Values;

/// <summary>Numbers within a range.</summary>
internal sealed class NumberKind<TNumber>(TNumber least, TNumber most)
    : ValueKind<TNumber>(new(IsWhole ? "integer" : "number", Text(least), Text(most)))
    where TNumber : struct, INumber<TNumber>
{
    private static bool IsWhole => typeof(TNumber) == typeof(int);

    public override string? Parse(string text, ReadContext context, out TNumber value)
    {
        NumberStyles style = IsWhole
            ? NumberStyles.AllowLeadingSign
            : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!TNumber.TryParse(text.Trim(), style, CultureInfo.InvariantCulture, out value) || TNumber.IsNaN(value))
        {
            return IsWhole && decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? $"is out of range: it must be from {Shape.Range}."
                : $"is no {(IsWhole ? "whole number" : "number")}: it must be one from {Shape.Range}.";
        }

        return value < least || value > most ? $"is out of range: it must be from {Shape.Range}." : null;
    }

    private static string Text(TNumber number) => number.ToString(null, CultureInfo.InvariantCulture);
}
