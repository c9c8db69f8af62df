using System.Globalization;

namespace Resilience.Hosting.Configuration.Trees;

/// <summary>Numbers by size, then names, in which upper and lower case do not matter.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        bool isNumber = int.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out int left);
        bool isOtherNumber = int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out int right);
        if (isNumber != isOtherNumber)
            return isNumber ? -1 : 1;
        int order = isNumber ? left.CompareTo(right) : 0;
        return order != 0 ? order : string.Compare(x, y, StringComparison.OrdinalIgnoreCase);
    }
}
