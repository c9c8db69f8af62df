using System.Globalization;
using System.Text;

namespace Resilience.Checkpoints.Serialization;

/// <summary>Names types without the assemblies that they stand in, whose versions change while the types do not.</summary>
internal static class TypeWords
{
    public static void Append(StringBuilder words, Type type)
    {
        words.Append(type.Namespace).Append('.').Append(type.Name);
        foreach (Type argument in type.GenericTypeArguments)
        {
            words.Append('`');
            Append(words, argument);
        }

        // A member in the middle changes what a number means.
        if (type.IsEnum)
        {
            Array values = type.GetEnumValuesAsUnderlyingType();
            string[] names = type.GetEnumNames();
            for (int i = 0; i < names.Length; i++)
                words.Append(CultureInfo.InvariantCulture, $"/{names[i]}={values.GetValue(i)}");
        }
    }
}
