using System.Globalization;

namespace DocumentPipeline.Reporting;

/// <summary>Numbers as reports write them.</summary>
internal static class Numbers
{
    /// <summary>A plain whole number.</summary>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A figure with thousands parted by commas.</summary>
    public static string Of(decimal value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>A confidence or share from 0 to 1.</summary>
    public static string Share(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>For example "1 link" and "2 links".</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
